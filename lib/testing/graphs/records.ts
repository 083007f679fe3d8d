import type { Interrupt, PendingWrite } from '#lib/engine';
import { ERROR, INTERRUPT, RESUME } from '#lib/engine/constants';

/** What is known to be stored, whichever process stored it, and what must therefore never happen again. */
export class Records {
  private readonly finished = new Set<string>();
  /** The questions that each task waits with. */
  private readonly waiting = new Map<string, readonly string[]>();
  private readonly given = new Set<string>();
  private readonly answered = new Set<string>();

  /** @throws when a task is executed that is finished, or that waits for an answer it does not have. */
  enter(taskId: string): void {
    if (this.finished.has(taskId)) throw new Error(`Task ${taskId} is executed although what it did is stored.`);
    const questions = this.waiting.get(taskId) ?? [];
    if (questions.length === 0 || questions.some((id) => this.given.has(id))) return;
    throw new Error(`Task ${taskId} is executed although it waits.`);
  }

  /** @throws when a question is open whose answer is stored. */
  checkOpen(ids: readonly string[]): void {
    const again = ids.filter((id) => this.answered.has(id));
    if (again.length > 0) throw new Error(`Asked although the answer is stored: ${again.join(', ')}`);
  }

  /** An answer is given, whether it is stored or not. */
  give(id: string): void {
    this.given.add(id);
  }

  /** What is stored for sure. */
  add(taskId: string, writes: readonly PendingWrite[]): void {
    for (const [channel, value] of writes) {
      if (channel === RESUME) for (const id of Object.keys(value as object)) this.answered.add(id);
      else if (channel === INTERRUPT) this.waiting.set(taskId, idsOf(value as Interrupt[]));
      else if (channel !== ERROR) this.finished.add(taskId);
    }
  }
}

function idsOf(interrupts: readonly Interrupt[]): string[] {
  return interrupts.map(({ id = '' }) => id);
}
