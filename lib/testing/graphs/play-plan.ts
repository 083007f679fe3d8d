// Plays one plan on the engine and on the reference, and compares them wherever they come to rest.
import assert from 'node:assert/strict';
import { type BaseCheckpointSaver, Command, type Durability, GraphError } from '#lib/engine';
import { answerTo } from './answer-to';
import { toTarget } from './build-graph';
import { type EngineInput, type EngineRest, EngineSide } from './engine-side';
import type { GraphPlan, NodePlan } from './graph-plan';
import type { Destination } from './play-node';
import { ReferenceRun } from './reference-run';
import { ReferenceWorld } from './reference-world';
import { errorsIn, isRefused, type Rest } from './rest';

export interface Play {
  readonly plan: GraphPlan;
  /** Decide what is done at each rest, one after the other and then from the first again. */
  readonly choices: readonly number[];
  /** Every call in a graph of its own, as in another process. */
  readonly isFresh: boolean;
  readonly durability: Durability;
}

/** @throws AssertionError where the engine does not do what the reference does; TooMuch when the plan says nothing. */
export async function playPlan(play: Play, saver?: BaseCheckpointSaver): Promise<void> {
  await new Duel(play, saver).play();
}

const FIRST_INPUT = { log: ['in'] };
const MOST_CALLS = 60;
/** Of answers that bring something else: what they lead to may be as much as the whole plan. */
const MOST_JOINS = 2;

class Duel {
  private readonly world: ReferenceWorld;
  private readonly reference: ReferenceRun;
  private readonly engine: EngineSide;
  /** Of each question. */
  private readonly ids = new Map<string, string>();
  private hasSecondTurn = false;
  private hasRedirected = false;
  private joins = 0;
  /** The call before went on without an answer, and nothing was to come of it. */
  private isContinued = false;
  private choice = 0;

  constructor(
    private readonly options: Play,
    private readonly saver: BaseCheckpointSaver | undefined,
  ) {
    const { plan, isFresh, durability } = options;
    this.world = new ReferenceWorld(saver !== undefined);
    this.reference = new ReferenceRun(plan, this.world, { owner: '', isStored: saver !== undefined });
    this.engine = new EngineSide(plan, { saver, threadId: 'thread', isFresh, durability });
  }

  async play(): Promise<void> {
    let input: EngineInput | undefined = this.begin(FIRST_INPUT);
    // A loop that empties the list again and again has no end; that much of it is enough.
    for (let calls = 0; input !== undefined && calls < MOST_CALLS; calls++) {
      const expected = await this.restOfReference();
      if (this.hasFailed(expected) || !this.saver) this.world.noteEnd();
      this.world.checkSize();
      const actual = await this.restOfEngine(input, expected);
      this.compareRests(expected, actual);
      // Where the run has failed for good, what was stopped with it may have come to any point.
      if (!this.hasFailed(expected)) this.compareExecutions();
      if (this.saver && !this.hasFailed(expected)) await this.compareStates(expected);
      input = await this.nextInput(expected);
    }
  }

  private begin(input: typeof FIRST_INPUT): EngineInput {
    this.reference.begin(input);
    return input;
  }

  /** A failure is continued at once: how many it takes is open, since one may stop its siblings or not. */
  private async restOfReference(): Promise<Rest> {
    for (;;) {
      const rest = await this.reference.advance();
      if (!this.saver || rest.kind !== 'failed' || isRefused(rest)) return rest;
    }
  }

  private async restOfEngine(input: EngineInput, expected: Rest): Promise<EngineRest> {
    let rest = await this.engine.call(input);
    for (let calls = 0; this.saver && rest.kind === 'failed' && calls < MOST_CALLS; calls++) {
      if (isRefusal(rest.error) && this.isRefused(expected)) return rest;
      if (!isPlanned(rest.error)) throw rest.error;
      rest = await this.engine.call(null);
    }
    return rest;
  }

  /** Two writes to one key fail the run even where it waits, for it shows what is finished. */
  private isRefused(rest: Rest): boolean {
    if (rest.kind !== 'waiting') return isRefused(rest);
    try {
      this.reference.shown();
      return false;
    } catch {
      return true;
    }
  }

  private hasFailed(rest: Rest): boolean {
    return rest.kind === 'failed' || this.isRefused(rest);
  }

  private compareRests(expected: Rest, actual: EngineRest): void {
    if (this.hasFailed(expected)) {
      assert.equal(actual.kind, 'failed');
      return;
    }
    if (actual.kind === 'failed') throw actual.error;
    assert.equal(actual.kind, expected.kind);
    assert.deepEqual(actual.values, this.reference.shown());
    const questions = actual.kind === 'waiting' ? actual.questions : [];
    assert.deepEqual(questions.map(({ value }) => value).toSorted(), this.pending(expected));
    for (const { id = '', value } of questions) this.remember(id, value);
  }

  /** A question keeps its id as long as it waits, and no other has it. */
  private remember(id: string, question: string): void {
    const owner = [...this.ids].find(([, other]) => other === id)?.[0] ?? question;
    assert.equal(this.ids.get(question) ?? id, id, `"${question}" has another id than before.`);
    assert.equal(owner, question, 'Two questions have one id.');
    this.ids.set(question, id);
  }

  private compareExecutions(): void {
    const actual = this.engine.journal.entered;
    const expected = this.world.journal.entered;
    for (const key of new Set([...actual.keys(), ...expected.keys()])) {
      const [did, must] = [actual.get(key) ?? 0, expected.get(key) ?? 0];
      assert(did === must || !this.world.isCertain(key), `${key} was executed ${did} times, not ${must} times.`);
    }
  }

  private async compareStates(expected: Rest): Promise<void> {
    const { values, next, tasks } = await this.engine.state();
    const questions = tasks.flatMap(({ interrupts }) => interrupts.map(({ value }) => String(value)));
    assert.deepEqual(values, this.reference.shown());
    assert.deepEqual(next, this.reference.next());
    assert.deepEqual(questions.toSorted(), this.pending(expected));
  }

  private pending(rest: Rest): string[] {
    return rest.kind === 'waiting' ? rest.questions.toSorted() : [];
  }

  private async nextInput(rest: Rest): Promise<EngineInput | undefined> {
    const mayTurn = this.saver !== undefined && !this.hasSecondTurn && !this.hasFailed(rest);
    if (mayTurn && this.choose(rest.kind === 'done' ? 3 : 12) === 0) {
      this.hasSecondTurn = true;
      return this.begin({ log: ['again'] });
    }
    if (this.hasFailed(rest)) return undefined;
    if (this.saver && !this.hasRedirected && this.choose(8) === 0) return this.redirect();
    if (rest.kind !== 'waiting') return undefined;
    // After a breakpoint there is nothing to answer.
    if (rest.questions.length === 0) return this.saver && null;
    this.isContinued = !this.isContinued && this.choose(6) === 0;
    if (this.isContinued) return null;
    if (this.choose(6) === 0) await this.giveBadAnswers(rest);
    return this.answer(this.chosen(this.pending(rest)), rest);
  }

  private answer(questions: readonly string[], rest: Rest): Command {
    const answers = questions.map((question) => [question, answerTo(question)] as const);
    for (const [question, answer] of answers) this.world.answers.set(question, answer);
    const [first] = answers;
    const isOnly = this.pending(rest).length === 1;
    const isPlain = first && isOnly && this.choose(2) === 0;
    const resume = isPlain
      ? first[1]
      : Object.fromEntries(answers.map(([question, answer]) => [this.ids.get(question), answer]));
    if (this.joins >= MOST_JOINS || this.choose(6) > 0) return new Command({ resume });
    this.joins++;
    // The questions that wait name the list, which so must stay as it is.
    const update = this.choose(2) === 0 ? { sum: `command ${this.choice}` } : {};
    const goto = this.destinations();
    this.reference.join(update, goto);
    return new Command({ resume, update, goto: goto.map(toTarget) });
  }

  /** A Command without an answer: what was due begins anew. */
  private redirect(): Command {
    this.hasRedirected = true;
    const update = this.choose(2) === 0 ? { log: [`command ${this.choice}`] } : {};
    const goto = this.destinations();
    this.reference.redirect(update, goto);
    return new Command({ update, goto: goto.map(toTarget) });
  }

  /** Some of the graph's nodes, or what is sent to them. */
  private destinations(): Destination[] {
    const nodes = this.options.plan.nodes.filter(({ isDeferred, subgraph }) => !isDeferred && !subgraph?.isKept);
    if (nodes.length === 0) return [];
    return Array.from({ length: this.choose(3) }, (_, place): Destination => {
      const { name } = nodes[this.choose(nodes.length)] as NodePlan; // there is one
      return this.choose(2) === 0
        ? name
        : { node: name, args: { log: ['sent', `by command ${this.choice}/${place}`] } };
    });
  }

  /** One question, all, or some. */
  private chosen(questions: readonly string[]): string[] {
    const one = questions[this.choose(questions.length)] ?? '';
    const how = this.choose(3);
    if (how === 0) return [...questions];
    return how === 1 ? [one] : questions.filter((question) => question === one || this.choose(2) === 0);
  }

  /** What names no pending question, or does not say which, is refused and changes nothing. */
  private async giveBadAnswers(rest: Rest): Promise<void> {
    const answered = [...this.ids].find(([question]) => !this.pending(rest).includes(question))?.[1];
    const bad = [{ [answered ?? 'f'.repeat(32)]: 1 }, ...(this.pending(rest).length > 1 ? ['which?', {}] : [])];
    for (const resume of bad) {
      const actual = await this.engine.call(new Command({ resume }));
      assert(actual.kind === 'failed' && codeOf(actual.error) === 'UNKNOWN_INTERRUPT', 'A bad answer was accepted.');
    }
  }

  /** From 0 up to, but not including, `options`. */
  private choose(options: number): number {
    const { choices } = this.options;
    return (choices[this.choice++ % choices.length] ?? 0) % options;
  }
}

function isRefusal(error: unknown): boolean {
  return errorsIn(error).some((each) => codeOf(each) === 'INVALID_CONCURRENT_GRAPH_UPDATE');
}

/** Whether the failure is one of the plan's, and none of the engine's. */
function isPlanned(error: unknown): boolean {
  return errorsIn(error).every((each) => !(each instanceof GraphError || each instanceof TypeError));
}

function codeOf(error: unknown): string | undefined {
  return error instanceof GraphError ? error.lc_error_code : undefined;
}
