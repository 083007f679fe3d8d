import type { BaseCheckpointSaver, CheckpointStep, PendingWrite, StepUrgency } from '#lib/engine';
import type { Records } from './records';

/** At which of a thread's writes, counted from 1, its process dies, and whether that one is still stored. */
export interface Death {
  readonly atWrite: number;
  readonly when: 'before' | 'after';
}

/** The writes of a thread, by all of its processes, and the deaths among them. */
export class Fate {
  writes = 0;

  constructor(private readonly deaths: readonly Death[]) {}

  next(): Death['when'] | undefined {
    this.writes++;
    return this.deaths.find(({ atWrite }) => atWrite === this.writes)?.when;
  }
}

export class ProcessDied extends Error {}

type TaskWrites = readonly [taskId: string, writes: readonly PendingWrite[]];

/** A process that uses a saver and may die at any of its writes. After that it stores and executes nothing more. */
export class MortalProcess {
  readonly saver: BaseCheckpointSaver;
  private isDead = false;
  /** What the saver may hold back until the next write that must be safe. */
  private unsure: TaskWrites[] = [];
  private readonly underway = new Set<Promise<unknown>>();

  constructor(
    inner: BaseCheckpointSaver,
    private readonly fate: Fate,
    private readonly records: Records,
  ) {
    const putStep = inner.putStep?.bind(inner);
    this.saver = {
      getTuple: (config) => this.alive(() => inner.getTuple(config)),
      list: (config, options) => inner.list(config, options),
      // biome-ignore lint/complexity/useMaxParams: LangGraph's savers have this shape.
      put: (config, checkpoint, metadata, versions) =>
        this.write([], undefined, () => inner.put(config, checkpoint, metadata, versions)),
      // biome-ignore lint/complexity/useMaxParams: as above.
      putWrites: (config, writes, taskId, urgency) =>
        this.write([[taskId, writes]], urgency, () => inner.putWrites(config, writes, taskId, urgency)),
      ...(putStep && {
        putStep: (config, step: CheckpointStep) => this.write(step.writes, step.urgency, () => putStep(config, step)),
      }),
      deleteThread: (threadId) => inner.deleteThread(threadId),
    };
  }

  /** A node begins here. */
  enter(taskId: string): void {
    if (this.isDead) throw new ProcessDied();
    this.records.enter(taskId);
  }

  /** Whoever called the graph has seen to it that all is stored. */
  settled(): void {
    this.sure(this.unsure);
  }

  /** What was on its way to the saver when the process died has arrived, or never will. */
  async quiet(): Promise<void> {
    await Promise.allSettled(this.underway);
  }

  private sure(stored: readonly TaskWrites[]): void {
    for (const [taskId, writes] of stored) this.records.add(taskId, writes);
    this.unsure = this.unsure.filter((each) => !stored.includes(each));
  }

  private alive<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.isDead ? Promise.reject(new ProcessDied()) : work();
  }

  private async write<Result>(
    writes: readonly TaskWrites[],
    urgency: StepUrgency = 'now',
    store: () => Promise<Result>,
  ): Promise<Result> {
    const fate = this.isDead ? undefined : this.fate.next();
    if (fate === 'before') this.isDead = true;
    // What is held back from now on need not be stored with this.
    const before = [...this.unsure];
    const storing = this.alive(store);
    this.underway.add(storing);
    const result = await storing.finally(() => this.underway.delete(storing));
    if (urgency === 'now') this.sure([...before, ...writes]);
    else this.unsure.push(...writes);
    this.isDead ||= fate === 'after';
    return this.alive(async () => result);
  }
}
