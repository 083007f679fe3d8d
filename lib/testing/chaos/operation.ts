import type { GraphName } from './graphs';

/**
 * What became of a request, as its client knows it. `acknowledged`: the server answered 2xx, which is a promise. `refused`: it
 * said no (4xx). `unknown`: the answer was lost or the server failed; the request may have been carried out, once or, since the
 * SDK repeats what failed with 5xx, several times.
 */
export type Outcome = 'acknowledged' | 'refused' | 'unknown';

export type OperationKind = 'create' | 'stream' | 'wait' | 'resume' | 'cancel';

export type Strategy = 'reject' | 'enqueue' | 'interrupt' | 'rollback';

export interface StreamedEvent {
  id: string | undefined;
  event: string;
  /** Journal lines that it tells of. */
  lines: string[];
}

/** One request of a client, and what it was promised. */
export interface Operation {
  /** Its name; also what a new run brings as input, and an answer as value. */
  name: string;
  kind: OperationKind;
  threadId: string;
  graph: GraphName;
  outcome: Outcome;
  /** When the request was sent, and when its outcome was known; milliseconds of this machine's clock. */
  sentAt: number;
  answeredAt?: number;
  /** Why it was refused or lost. */
  detail?: string;
  strategy?: Strategy;
  onPendingInterrupt?: 'allow' | 'reject' | 'enqueue';
  /** It brings nothing, and asks that the thread go on from where it is. */
  goesOn?: boolean;
  /** The run that was accepted, or that was to be cancelled. */
  runId?: string;
  cancelAction?: 'interrupt' | 'rollback';
  interruptId?: string;
  /** Of a stream: what arrived, over all its connections. */
  events?: StreamedEvent[];
  /** Of somebody who waited for a run's end: the values or the error that came, when, or why none would. */
  answer?: Record<string, unknown>;
  toldAt?: number;
  refusal?: string;
  /** What went wrong after the run was accepted, while its end was awaited. */
  complaint?: string;
}
