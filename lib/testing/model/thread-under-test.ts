import { v4 } from 'uuid';
import { HoldpointError } from '#lib/errors';
import { cancelRun } from '#lib/runs/cancel-run';
import { createRun } from '#lib/runs/create-run';
import { expireInterrupt } from '#lib/runs/expire-interrupt';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { retryRun } from '#lib/runs/retry-run';
import type { Command, Result } from './commands';
import { heldTasks } from './execution';
import type { End } from './explore';
import type { Fleet, Gate } from './fleet';
import { GRAPH_ID } from './gated-graph';
import { endDeadline, endLeases, makeDue } from './move-time';
import { gatesFit, type Observed, observe, textOf, viewOf } from './observe';
import { NEW_THREAD, runningRun, type ThreadState } from './thread-model';

export interface Setting {
  fleet: Fleet;
  /** The same database over several connections, as several servers have it. */
  servers: readonly Holdpoint[];
}

const HOUR_SECONDS = 3_600;
const UNKNOWN_QUESTION = 'f'.repeat(32);

/** A real thread, beside all that the model holds for possible about it. */
export class ThreadUnderTest {
  /** They look the same from outside. */
  candidates: readonly ThreadState[] = [NEW_THREAD];
  readonly id = v4();
  /** The model's names by the ids of the runs, also of those that are gone. */
  readonly names = new Map<string, string>();
  readonly #setting: Setting;
  readonly #ids = new Map<string, string>();
  /** By the name of the question, also of those that are gone. */
  readonly #questionIds = new Map<string, string>();

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  get state(): ThreadState {
    return this.candidates[0] ?? NEW_THREAD;
  }

  get gates(): Gate[] {
    return [...this.#setting.fleet.gates.values()].filter((gate) => gate.threadId === this.id);
  }

  nameOfQuestions(): string[] {
    return [...this.#questionIds.keys()];
  }

  gatesOf(run: string): Gate[] {
    return this.gates.filter((gate) => !gate.isGhost && this.names.get(gate.runId) === run);
  }

  async perform(command: Command, server: Holdpoint): Promise<Result> {
    try {
      if (command.type === 'expire') return await this.#expire(command, server);
      await this.#do(command, server);
      return 'ok';
    } catch (error) {
      if (error instanceof HoldpointError && error.code !== 'internal') return error.code;
      throw error;
    }
  }

  async #do(command: Exclude<Command, { type: 'expire' }>, server: Holdpoint): Promise<void> {
    const threadId = this.id;
    switch (command.type) {
      case 'create':
      case 'resume':
      case 'continue':
        return this.#create(command, server);
      case 'retry':
        return this.#name(command.name, await retryRun(server, { threadId, runId: this.#idOf(command.run) }));
      case 'cancel':
        return cancelRun(server, { threadId, runId: this.#idOf(command.run), action: command.action });
      case 'go':
        return this.#open(command);
      case 'due':
        return makeDue(server.db, { threadId, runId: this.#idOf(command.run) });
      case 'lose':
        for (const gate of this.gatesOf(command.run)) gate.isGhost = true;
        await endLeases(server.db, { runId: this.#idOf(command.run) });
        return;
      default:
        return command satisfies never;
    }
  }

  async #create(
    command: Extract<Command, { type: 'create' | 'resume' | 'continue' }>,
    server: Holdpoint,
  ): Promise<void> {
    const run = await createRun(server, {
      ...{ threadId: this.id, assistantId: GRAPH_ID, multitaskStrategy: command.strategy },
      ...this.#contentOf(command),
      afterSeconds: command.isScheduled ? HOUR_SECONDS : 0,
    });
    this.#name(command.name, run);
  }

  async #expire({ name, question }: Extract<Command, { type: 'expire' }>, server: Holdpoint): Promise<Result> {
    const id = this.#questionIds.get(question) ?? UNKNOWN_QUESTION;
    await endDeadline(server.db, id);
    if (!(await expireInterrupt(server, id))) return 'nothing_due';
    // The run that came of it may be gone already, and with it whatever the question says of it.
    const decision = await server.db.prisma.decision.findFirst({
      where: { threadId: this.id, interruptId: id, kind: 'expire' },
      orderBy: { at: 'desc' },
    });
    if (decision?.runId) this.#name(name, { id: decision.runId });
    return 'ok';
  }

  #name(name: string, { id }: { id: string }): void {
    this.names.set(id, name);
    this.#ids.set(name, id);
  }

  #contentOf(command: Extract<Command, { type: 'create' | 'resume' | 'continue' }>) {
    switch (command.type) {
      case 'create':
        return { input: { say: command.name, ...command.input }, onPendingInterrupt: command.onPending };
      case 'resume':
        return { command: { resume: this.#resumeOf(command) } };
      case 'continue':
        return { input: null };
      default:
        return command satisfies never;
    }
  }

  #resumeOf({ answers, value }: Extract<Command, { type: 'resume' }>): unknown {
    if (!answers) return value;
    const byId = Object.entries(answers).map(([name, answer]) => [
      this.#questionIds.get(name) ?? UNKNOWN_QUESTION,
      answer,
    ]);
    return Object.fromEntries(byId);
  }

  #open({ run, how }: Extract<Command, { type: 'go' }>): void {
    const { fleet } = this.#setting;
    if (how === 'free') fleet.free.add(this.#idOf(run));
    for (const gate of this.gatesOf(run)) fleet.open(gate, how === 'fail' ? 'fail' : 'go');
  }

  #idOf(run: string): string {
    const id = this.#ids.get(run);
    if (id === undefined) throw new Error(`The test knows no run ${run}.`);
    return id;
  }

  /** Those of the ends that what can be seen now allows. */
  async fitting(
    ends: readonly ThreadState[],
    server: Holdpoint,
  ): Promise<{ fitting: ThreadState[]; observed?: Observed }> {
    const possible = ends.filter((state) => gatesFit(state, this.gates, this.names));
    if (possible.length === 0) return { fitting: [] };
    const observed = await observe(server, { threadId: this.id, names: this.names });
    const seen = textOf(observed);
    return { fitting: possible.filter((state) => textOf(viewOf(state)) === seen), observed };
  }

  /** What can be seen now, gates included. */
  async describe(server: Holdpoint): Promise<unknown> {
    const { questionIds: _questionIds, ...view } = await observe(server, { threadId: this.id, names: this.names });
    const gates = this.gates.map(({ runId, node, isGhost, isSignalled }) => {
      return `${this.names.get(runId)} ${node}${isGhost ? ' (ghost)' : ''}${isSignalled ? ' (signalled)' : ''}`;
    });
    return { ...view, gates };
  }

  describeModel(state: ThreadState): unknown {
    const running = runningRun(state)?.name;
    return { ...viewOf(state), gates: heldTasks(state).map((task) => `${running} ${task}`) };
  }

  /** The thread has come to rest in one of these. */
  accept(states: readonly ThreadState[], observed: Observed): void {
    const atRest = states.map((state) => ({ ...state, leaving: 0 }));
    this.candidates = [...new Map(atRest.map((state) => [JSON.stringify(state), state])).values()];
    for (const [name, id] of Object.entries(observed.questionIds)) this.#questionIds.set(name, id);
    // Stopped, told so, and deaf: from now on they are not expected anywhere.
    for (const gate of this.gates) if (gate.isSignalled) gate.isGhost = true;
  }
}

export function endsWith(ends: readonly End[], results: readonly Result[]): ThreadState[] {
  return ends.filter((end) => end.results.join() === results.join()).map((end) => end.state);
}
