/** What crosses the wire to the customer's browser, in the words of the servers. */
export type Language = 'ko' | 'fa' | 'en';

export interface Sender {
  kind: 'customer' | 'bot' | 'agent' | 'system';
  id: string;
  name?: string | null;
}

export interface Option {
  id: string;
  label: string;
}

export interface Ref {
  case_id: string;
  step: string;
}

export interface Message {
  v?: number;
  seq: number;
  sender: Sender;
  client_id?: string | null;
  kind: string;
  body: {
    text?: string;
    options?: Option[];
    card?: string;
    ref?: Ref | null;
    name?: string;
    params?: Record<string, any>;
    choice?: { seq: number; option: string };
  };
  language?: string | null;
  at: string;
}

export interface Step {
  id: string;
  kind: string;
  state: 'waiting' | 'current' | 'passed' | 'received' | 'failed' | 'replaced';
  attempts: number;
  attempts_left: number | null;
  reason: string | null;
  minutes: number | null;
  alternative: string | null;
  alternative_kind?: 'visit' | 'video' | null;
  consent: string | null;
  simulated?: boolean;
}

export interface Journey {
  case_id: string;
  journey: string;
  status: string;
  version: number;
  current: string | null;
  automated?: boolean;
  steps: Step[];
}

export interface Handoff {
  state: 'waiting' | 'offered' | 'active' | 'ended' | 'withdrawn' | 'expired';
  position?: number | null;
  eta_s?: number | null;
}

export interface Owner {
  kind: 'bot' | 'agent';
  name?: string | null;
}

export interface Snapshot {
  conversation_id: string;
  owner: Owner;
  handoff: Handoff | null;
  journey: Journey | null;
  last_seq: number;
  read_by_agent?: number;
  read_by_customer?: number;
  language?: Language;
  bank?: { name?: string | Partial<Record<Language, string>> };
}

export interface Acknowledgement {
  ok: boolean;
  data?: any;
  error?: string;
  fields?: any;
}

/** One customer's conversation as the browser knows it. */
export interface Conversation {
  id: string | null;
  log: Log;
  target: number;
  owner: Owner;
  handoff: Handoff | null;
  journey: Journey | null;
  language: Language;
  bank: { name: string | Partial<Record<Language, string>> };
  readByAgent: number;
  typing: Sender['kind'] | null;
}

export interface Log {
  messages: Message[];
  ahead: Message[];
}

export interface Draft {
  text?: string;
  choice?: { seq: number; option: string };
  label?: string;
}

export interface OutboxEntry extends Draft {
  client_id: string;
  conversation_id: string | null;
  number: number;
  state: 'waiting' | 'kept' | 'refused';
  seq?: number;
  error?: string;
}

export interface OutboxStore {
  all(): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  remove(client_id: string): Promise<void>;
  wipe(): Promise<void>;
}

/** What a card shows and asks; given by the server in the customer's language. */
export interface CardContent {
  step: string;
  kind: string;
  title?: string;
  why?: string;
  how?: string;
  tip?: string;
  before_camera?: string | null;
  consents: ConsentItem[];
  release?: string;
  language?: string;
  fields: Field[];
  documents: { kind: string; title: string }[];
  vendor?: string | null;
  simulated?: boolean;
  attempts_left: number | null;
  alternative: string | null;
  alternative_kind?: 'visit' | 'video' | null;
  limits: { max_bytes?: number };
  moves?: number;
  code?: CodeState;
  minutes?: number;
  statement_hash?: string;
  statement?: string | null;
}

/** A code that reaches the customer by another way; seconds, since clocks of phones differ. */
export interface CodeState {
  length: number;
  sent: boolean;
  holds_s: number;
  again_in_s: number;
  sends_left: number;
  to?: string | null;
}

export interface ConsentItem {
  item: string;
  title: string;
  purpose?: string;
  items?: string;
  retention?: string;
  refusal?: string;
  agree?: string;
  notice?: string;
  basis?: 'consent' | 'statute';
  required?: boolean;
  given?: boolean | null;
  release?: string;
  at?: string | null;
  withdrawn_at?: string | null;
  can_withdraw?: boolean;
}

export interface Field {
  name: string;
  label: string;
  hint?: string;
  kind: string;
  required: boolean;
  inputmode?: string;
  max_length?: number;
  options?: { value: string; label: string }[];
}

export interface Outcome {
  result: 'passed' | 'received' | 'failed' | 'declined' | string;
  reason?: string | null;
  cause?: string | null;
  tip?: string | null;
  fields?: Record<string, string> | null;
  attempts_left?: number | null;
  journey?: Journey | null;
}

export interface Host {
  embedded: boolean;
  language: Language | null;
  token(): Promise<string | null>;
  tell(kind: string, value?: unknown): void;
  on(kind: string, listener: (value: any) => void): void;
  begin(): void;
}
