import { HoldpointError } from '#lib/errors';
import type { Run } from '#lib/store/generated/client';
import { createRun } from './create-run';
import type { Holdpoint } from './holdpoint';

export interface Answer {
  interruptId: string;
  value: unknown;
  actor?: string | null;
  note?: string | null;
}

/**
 * Answers one question: a run that resumes its thread with this value.
 * @throws HoldpointError `interrupt_not_found`, and those of createRun for an answer
 */
export async function answerInterrupt(hp: Holdpoint, answer: Answer): Promise<Run> {
  const { interruptId, value, actor, note } = answer;
  const question = await hp.db.prisma.interrupt.findUnique({ where: { id: interruptId }, include: { run: true } });
  if (!question)
    throw new HoldpointError(
      'interrupt_not_found',
      `Interrupt ${interruptId} not found; its run may have been rolled back.`,
    );
  const { threadId, run } = question;
  return createRun(hp, {
    threadId,
    assistantId: run.assistantId,
    command: { resume: { [interruptId]: value } },
    actor,
    note,
  });
}
