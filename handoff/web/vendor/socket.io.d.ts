export interface Socket {
  connected: boolean;
  active: boolean;
  volatile: Socket;
  io: { on(event: string, listener: (...values: any[]) => void): void };
  on(event: string, listener: (...values: any[]) => void): Socket;
  off(event?: string, listener?: (...values: any[]) => void): Socket;
  onAny(listener: (event: string, ...values: any[]) => void): Socket;
  emit(event: string, ...values: any[]): Socket;
  timeout(milliseconds: number): { emitWithAck(event: string, ...values: any[]): Promise<any> };
  connect(): Socket;
  disconnect(): Socket;
}
export function io(url: string, options?: Record<string, unknown>): Socket;
