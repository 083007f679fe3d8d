import type { Holdpoint } from '#lib/runs/holdpoint';
import type { Changes } from './changes';
import type { Command } from './commands';
import { heldTasks } from './execution';
import { explore } from './explore';
import { readJournal } from './journal';
import { journalFaults } from './journal-faults';
import { Mismatch } from './mismatch';
import { endLeases, runsOf, sessionsEnded } from './move-time';
import type { Observed } from './observe';
import { resolveMove } from './resolve-move';
import type { Move, Round, Sequence } from './round';
import { isUnfinished, openQuestions, runningRun, type ThreadState } from './thread-model';
import { endsWith, type Setting, ThreadUnderTest } from './thread-under-test';

export interface WorldSetting extends Setting {
  changes: Changes;
}

/** A round trip may take a while on a machine that has other things to do; so many more to bring everything to its end. */
const MAX_CLOSING_ROUNDS = 60;

interface Given {
  thread: ThreadUnderTest;
  commands: Command[];
}

/** One sequence: its threads, and what happens to them, round by round; after each one, what can be seen is compared. */
export class World {
  readonly threads: ThreadUnderTest[];
  /** What was done, for people. */
  readonly story: string[] = [];
  readonly #setting: WorldSetting;
  #named = 0;

  private constructor(setting: WorldSetting, threads: ThreadUnderTest[]) {
    this.#setting = setting;
    this.threads = threads;
  }

  static async create(setting: WorldSetting, count: number): Promise<World> {
    const threads = Array.from({ length: count }, () => new ThreadUnderTest(setting));
    const [server] = setting.servers;
    await server?.db.prisma.thread.createMany({ data: threads.map(({ id }) => ({ id })) });
    return new World(setting, threads);
  }

  async play({ rounds }: Sequence): Promise<void> {
    for (const round of rounds) await this.#round(round);
    await this.#close();
  }

  async #round(round: Round): Promise<void> {
    switch (round.type) {
      case 'each':
        return this.#give(round.moves.slice(0, this.threads.length).map((move, n) => this.#toThread(n, [move])));
      case 'race':
        return this.#give([this.#toThread(round.thread, round.moves)], round.killed);
      case 'expire':
        return this.#expire(this.#thread(round.thread));
      case 'kill':
        return this.#give([], round.worker);
      case 'freeze':
        return this.#freeze(round.worker);
      case 'drain':
        this.story.push(`worker ${round.worker} drains`);
        return this.#setting.fleet.drain(round.worker);
      case 'ghosts':
        return this.#releaseGhosts();
      default:
        return round satisfies never;
    }
  }

  #thread(n: number): ThreadUnderTest {
    const thread = this.threads[n % this.threads.length];
    if (!thread) throw new Error('A sequence has at least one thread.');
    return thread;
  }

  #toThread(n: number, moves: Move[]): Given {
    const thread = this.#thread(n);
    const commands: Command[] = [];
    for (const move of moves) {
      const place = { state: thread.state, asked: thread.nameOfQuestions(), name: `r${this.#named + 1}` };
      const command = resolveMove(move, place);
      if (!command || isRepeated(command, commands)) continue;
      if ('name' in command) this.#named++;
      commands.push(command);
    }
    return { thread, commands };
  }

  /**
   * Gives all commands at once, each over the next of the servers, and kills a worker meanwhile if one is named; waits until
   * every thread has come to rest.
   */
  async #give(given: Given[], killed: number | null = null): Promise<void> {
    const { servers } = this.#setting;
    const death = killed === null ? [] : [`worker ${killed} is killed`];
    this.story.push([...given.map((each) => this.#tell(each)), ...death].join(' | '));
    let count = 0;
    const concerned = killed === null ? given : this.#withOthers(given);
    const from = concerned.map(({ thread }) => this.#possible(thread));
    const [results, lost] = await Promise.all([
      Promise.all(
        concerned.map(({ thread, commands }) =>
          Promise.all(commands.map((command) => thread.perform(command, at(servers, count++)))),
        ),
      ),
      killed === null ? [] : this.#kill(killed),
    ]);
    const ends = concerned.map(({ thread, commands }, n): Ends => {
      const loses = losesOf(thread, lost);
      const all = explore(from[n] ?? [], [...commands, ...loses]);
      const told = [...(results[n] ?? []), ...loses.map(() => 'ok')];
      const states = endsWith(all, told);
      if (states.length > 0) return { thread, states };
      throw new Mismatch(this.story, {
        what: 'answers to the commands',
        expected: all.map((end) => end.results),
        seen: told,
      });
    });
    await this.#settle(ends);
  }

  /** A worker may have runs of any thread. */
  #withOthers(given: Given[]): Given[] {
    const others = this.threads.filter((thread) => !given.some((each) => each.thread === thread));
    return [...given, ...others.map((thread) => ({ thread, commands: [] }))];
  }

  #possible(thread: ThreadUnderTest): ThreadState[] {
    const leaving = this.#setting.fleet.leaving.size;
    return thread.candidates.map((state) => ({ ...state, leaving }));
  }

  #tell({ thread, commands }: Given): string {
    return `${this.threads.indexOf(thread)}: ${commands.map((command) => JSON.stringify(command)).join(' & ')}`;
  }

  async #expire(thread: ThreadUnderTest): Promise<void> {
    const run = runningRun(thread.state);
    if (run) await this.#give([{ thread, commands: [{ type: 'lose', run: run.name }] }]);
  }

  /**
   * @returns the runs that the worker had before, of which a worker that is just starting may already have taken one over, and
   * those that it had when the database had done the last that it was told by it
   */
  async #kill(index: number): Promise<string[]> {
    const { fleet, servers } = this.#setting;
    const { db } = at(servers, 0);
    const had = await runsOf(db, fleet.workerId(index));
    const { workerId, sessions } = await fleet.kill(index);
    await sessionsEnded(db, sessions);
    const lost = await endLeases(db, { workerId });
    await fleet.replace(index);
    return [...new Set([...had, ...lost])];
  }

  /** Its runs go on elsewhere while it stands still; when it goes on it has none of them any more, and need not know. */
  async #freeze(index: number): Promise<void> {
    this.story.push(`worker ${index} stands still until its leases are over`);
    const { fleet, servers } = this.#setting;
    const { workerId } = await fleet.freeze(index);
    const lost = await endLeases(at(servers, 0).db, { workerId });
    const ends = this.threads.map((thread): Ends => {
      const loses = losesOf(thread, lost);
      for (const { run } of loses) for (const gate of thread.gatesOf(run)) gate.isGhost = true;
      return { thread, states: explore(this.#possible(thread), loses).map((end) => end.state) };
    });
    await this.#settle(ends);
    await fleet.thaw();
    await this.#settle(this.threads.map((thread) => ({ thread, states: thread.candidates })));
  }

  async #releaseGhosts(): Promise<void> {
    this.story.push('ghosts go on');
    for (const thread of this.threads)
      for (const gate of thread.gates) if (gate.isGhost) this.#setting.fleet.open(gate, 'go');
    await this.#settle(this.threads.map((thread) => ({ thread, states: thread.candidates })));
  }

  async #settle(ends: Ends[]): Promise<void> {
    const open = new Map(ends.map((end) => [end.thread, end.states]));
    const lastSeen = new Map<ThreadUnderTest, Observed | undefined>();
    for (let isLast = false; ; ) {
      for (const [thread, states] of open) {
        const { fitting, observed } = await thread.fitting(states, at(this.#setting.servers, 0));
        lastSeen.set(thread, observed);
        if (fitting.length === 0 || !observed) continue;
        thread.accept(fitting, observed);
        open.delete(thread);
      }
      if (open.size === 0) return;
      if (isLast) break;
      isLast = !(await this.#setting.changes.next());
    }
    const [stuck] = open;
    if (stuck) throw await this.#mismatch(stuck[0], stuck[1]);
  }

  async #mismatch(thread: ThreadUnderTest, states: readonly ThreadState[]): Promise<Mismatch> {
    const seen = await thread.describe(at(this.#setting.servers, 0));
    const expected = states.map((state) => thread.describeModel(state));
    return new Mismatch(this.story, { what: `thread ${this.threads.indexOf(thread)}`, expected, seen });
  }

  /** Lets everything come to its end: what was accepted has exactly one. */
  async #close(): Promise<void> {
    await this.#releaseGhosts();
    for (let round = 0; round < MAX_CLOSING_ROUNDS; round++) {
      const given = this.threads.flatMap((thread): Given[] => {
        const command = this.#closing(thread.state);
        return command ? [{ thread, commands: [command] }] : [];
      });
      if (given.length === 0) return this.#checkAfterwards();
      await this.#give(given);
    }
    throw new Mismatch(this.story, {
      what: 'the end',
      expected: ['all runs ended'],
      seen: 'a thread that goes on and on',
    });
  }

  async #checkAfterwards(): Promise<void> {
    const { fleet, changes } = this.#setting;
    while (fleet.leaving.size > 0) {
      if (await changes.next()) continue;
      throw new Mismatch(this.story, { what: 'drained workers', expected: ['all ended'], seen: fleet.leaving.size });
    }
    for (const thread of this.threads) {
      const lines = await readJournal(at(this.#setting.servers, 0).db, thread.id);
      const faults = journalFaults(lines, { names: thread.names, states: thread.candidates });
      if (faults.length > 0)
        throw new Mismatch(this.story, { what: 'the journal', expected: ['no faults'], seen: faults });
    }
  }

  #closing(state: ThreadState): Command | null {
    const unfinished = state.runs.filter(isUnfinished);
    if (unfinished.length === 0) return null;
    const running = runningRun(state);
    if (running && heldTasks(state).length > 0) return { type: 'go', run: running.name, how: 'free' };
    const [question] = openQuestions(state);
    const name = `r${++this.#named}`;
    if (question && !unfinished.some((run) => run.isScheduled && !run.waitsForAnswer)) {
      return {
        type: 'resume',
        name,
        answers: { [question.name]: `by-${name}` },
        value: '',
        strategy: 'enqueue',
        isScheduled: false,
      };
    }
    const scheduled = unfinished.find((run) => run.isScheduled);
    return scheduled ? { type: 'due', run: scheduled.name } : null;
  }
}

function losesOf(thread: ThreadUnderTest, lost: string[]): Extract<Command, { type: 'lose' }>[] {
  return lost.flatMap((id) => thread.names.get(id) ?? []).map((run) => ({ type: 'lose', run }));
}

/** Of two retries of one run at once, the second would bring the same input. */
function isRepeated(command: Command, before: Command[]): boolean {
  return command.type === 'retry' && before.some((other) => other.type === 'retry' && other.run === command.run);
}

interface Ends {
  thread: ThreadUnderTest;
  states: readonly ThreadState[];
}

function at(servers: readonly Holdpoint[], n: number): Holdpoint {
  const server = servers[n % servers.length];
  if (!server) throw new Error('The test needs a server.');
  return server;
}
