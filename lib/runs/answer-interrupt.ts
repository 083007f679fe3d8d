import { HoldpointError } from '#lib/errors';
import { createRun } from './create-run';
import type { Holdpoint } from './holdpoint';
import type { ReceivedRun } from './insert-run';

export interface Answer {
  interruptId: string;
  value: unknown;
  actor?: string | null;
  note?: string | null;
  /** Of the address at which it was given, if it was. */
  linkId?: string;
}

/**
 * Answers one question: a run that resumes its thread with this value.
 * @throws HoldpointError `interrupt_not_found`, and those of createRun for an answer
 */
export async function answerInterrupt(hp: Holdpoint, answer: Answer): Promise<ReceivedRun> {
  const { interruptId, value, actor, note, linkId } = answer;
  const [asked] = await hp.db.sql.$queryRaw<{ thread_id: string; assistant_id: string }[]>`
    SELECT i.thread_id, r.assistant_id FROM interrupts i JOIN runs r ON r.id = i.run_id WHERE i.id = ${interruptId}`;
  if (!asked)
    throw new HoldpointError(
      'interrupt_not_found',
      `Interrupt ${interruptId} not found; its run may have been rolled back.`,
    );
  return createRun(hp, {
    threadId: asked.thread_id,
    assistantId: asked.assistant_id,
    command: { resume: { [interruptId]: value } },
    actor,
    note,
    linkId,
  });
}
