export type ToWorker =
  | { type: 'start' }
  /** Is answered by a beat. */
  | { type: 'beat' }
  | { type: 'open'; gateId: string; how: 'go' | 'fail' };

export type FromWorker =
  | { type: 'ready'; workerId: string }
  | { type: 'beat' }
  /** A node stands at its gate. */
  | { type: 'arrived'; gateId: string; runId: string; threadId: string; node: string; isDeaf: boolean }
  /** Its signal was aborted; unless it is deaf, it has left. */
  | { type: 'signalled'; gateId: string };
