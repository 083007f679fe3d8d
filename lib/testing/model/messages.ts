export type ToWorker = { type: 'start' } | { type: 'open'; gateId: string; how: 'go' | 'fail' };

export type FromWorker =
  | { type: 'ready'; workerId: string }
  /** A node stands at its gate. */
  | { type: 'arrived'; gateId: string; runId: string; threadId: string; node: string; isDeaf: boolean }
  /** Its signal was aborted; unless it is deaf, it has left. */
  | { type: 'signalled'; gateId: string };
