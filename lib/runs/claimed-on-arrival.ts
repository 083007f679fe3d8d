import { decodeValue, encodeValue } from '#lib/store/value-codec';
import type { NewClaim } from './arrivals';
import type { ClaimedRun } from './claimed-run';
import type { NewRun } from './insert-run';
import type { RunKwargs } from './run-kwargs';

/** A run that was created under a claim, as a worker has it that finds it in the queue. */
export function claimedOnArrival(newRun: NewRun & { claim: NewClaim }, isFirst: boolean): ClaimedRun {
  const { draft, assistant, thread, claim } = newRun;
  return {
    id: draft.runId,
    threadId: thread.id,
    assistantId: assistant.id,
    graphId: assistant.graphId,
    kind: draft.kind,
    attempt: 1,
    token: claim.token,
    // As they are stored: what the caller still holds is not shared with the graph.
    input: draft.input === null ? null : decodeValue(draft.input),
    command: draft.command && (decodeValue(encodeValue(draft.command)) as Record<string, unknown>),
    kwargs: decodeValue(newRun.kwargs) as RunKwargs,
    createdBy: draft.actor,
    isFresh: true,
    isFirst,
    aloneAt: thread.revision + 1,
    waitedMs: 0,
  };
}
