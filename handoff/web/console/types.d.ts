export type Language = "ko" | "fa" | "en";
export interface Me {
  id: string; username: string; name: string; role: string; languages: string[];
  permissions: string[]; status?: string; capacity?: number;
}
export interface QueueItem {
  handoff_id: string; conversation_id: string; customer_name: string; language: Language; trigger: string;
  topic: string; priority: "urgent" | "high" | "normal" | "low"; state: string; requested_at: string;
  step: string | null; case_status: string | null; agent: { id: string; name: string } | null;
  last_seq: number; unread?: number;
}
export interface Message {
  v: number; seq: number; sender: { kind: "customer" | "bot" | "agent" | "system"; id: string; name?: string };
  client_id: string; kind: "text" | "choices" | "card" | "event"; body: any; language: Language; at: string;
  staff?: { intent?: string; confidence?: number; response?: string; release?: string; explains?: boolean; facts?: string[] };
}
export interface Explained {
  seq: number; at: string; language: Language; response: string | null; release: string | null; facts: string[];
}
export interface StaffEntry {
  number: number; anchor_seq: number; author: { id: string; name: string }; kind: "note" | "whisper"; text: string; at: string;
}
export interface JourneyStep {
  id: string; kind: string; state: "waiting" | "current" | "passed" | "received" | "failed" | "replaced"; attempts: number;
  attempts_left: number | null; reason: string | null; minutes: number; alternative: string | null;
}
export interface Consent {
  item: string; given: boolean; basis?: "consent" | "statute"; release: string; language: string; at: string; withdrawn_at?: string | null;
}
export interface Journey {
  case_id: string; journey: string; status: string; version: number; current: string | null; steps: JourneyStep[];
  consents: Consent[]; updated_at: string;
}
export interface OpenConversation {
  conversation_id: string; customer_name: string; language: Language; owner: { kind: string; id?: string; name?: string };
  epoch: number; handoff: any; journey: Journey | null; messages: Message[]; staff: StaffEntry[]; explained?: Explained[];
  read_by_customer?: number; typing?: boolean;
}
export interface Desk {
  me: Me | null; queue: QueueItem[]; presence: { id: string; name: string; status: string; active?: number; capacity?: number }[];
  open: Record<string, OpenConversation>;
}
