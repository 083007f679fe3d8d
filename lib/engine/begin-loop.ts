// What the input of a call does to a thread before its first superstep.
import type { TaskWrites } from './apply-writes';
import { Command, isCommand } from './command';
import { type Answers, readAnswers, readCommandWrites, type StoredAnswers } from './command-writes';
import { INPUT, RESUME, START } from './constants';
import { EmptyInputError, GraphValueError, InvalidUpdateError } from './errors';
import type { GraphLoop } from './graph-loop';
import { prepareUpdates, readGoto, readUpdate } from './node-output';
import type { PlannedTask } from './plan-tasks';
import { isoTime } from './ports';
import { resolveResume } from './resolve-resume';
import { writesTo } from './route-output';
import type { RunContext } from './run-context';
import { markInterruptSeen } from './static-breakpoint';
import type { Interrupt, PendingWrite } from './types';

export async function beginLoop(loop: GraphLoop, input: unknown): Promise<void> {
  if (isNestedAgain(loop)) return continueThread(loop);
  if (input === null || input === undefined) return continueOrFork(loop);
  if (isCommand(input)) return beginWithCommand(loop, input);
  return beginWithInput(loop, input);
}

/** A nested graph whose task runs again goes on where it stopped; what it is called with was applied before. */
function isNestedAgain({ scope, state }: GraphLoop): boolean {
  if (!scope.parent || !state.exists) return false;
  return scope.caller === undefined || state.metadata?.caller === scope.caller;
}

async function continueOrFork(loop: GraphLoop): Promise<void> {
  const { state, scope } = loop;
  if (!state.exists) {
    throw new EmptyInputError(
      'EMPTY_INPUT',
      `There is nothing to continue for graph "${scope.graph.name}": give an input, or the thread_id of a thread that has run.`,
    );
  }
  if (loop.isAtHead) return continueThread(loop);
  // Replaying an older checkpoint starts a branch: what was asked, answered and done there stays as it was.
  await loop.commit([], 'fork');
  seen(loop);
}

function continueThread(loop: GraphLoop): void {
  restoreCommands(loop);
  seen(loop);
}

async function beginWithInput(loop: GraphLoop, input: unknown): Promise<void> {
  const { scope } = loop;
  if (scope.graph.isSingleValued) {
    restoreCommands(loop);
    return commitInput(loop, input);
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new GraphValueError(
      'INVALID_INPUT',
      `The input of graph "${scope.graph.name}" must be an object of state keys.`,
    );
  }
  const { graph } = scope;
  const values = graph.validateInput(Object.fromEntries(Object.entries(input)));
  const known = Object.entries(values).filter(([key]) => graph.inputKeys.includes(key));
  const updates = prepareUpdates(graph, known, () => scope.run.ports.uuid());
  const prepared = Object.fromEntries(updates);
  restoreCommands(loop);
  // An input that a reducer refuses must not be stored: it would stand in the way of everything that follows.
  loop.apply([commandTask(updates)]);
  await commitInput(loop, prepared);
}

async function commitInput(loop: GraphLoop, input: unknown): Promise<void> {
  const discarded = loop.plan().map((task) => discard(loop, task));
  await loop.commit([...discarded, commandTask([[START, input]])], 'input');
}

/** The task is dropped; but an input that was accepted and not yet applied stays in the state. */
function discard({ scope }: GraphLoop, { name, path, triggers, node, input }: PlannedTask): TaskWrites {
  const isPendingInput = node.isHidden && typeof input === 'object' && input !== null;
  const writes = isPendingInput ? prepareUpdates(scope.graph, Object.entries(input), () => scope.run.ports.uuid()) : [];
  return { name, path, triggers, writes };
}

async function beginWithCommand(loop: GraphLoop, command: Command): Promise<void> {
  const { scope } = loop;
  if (command.graph === Command.PARENT) {
    throw new InvalidUpdateError('INVALID_UPDATE', 'There is no parent graph. Leave Command.PARENT out of an input.');
  }
  if (command.resume === undefined && command.update === undefined && command.goto === undefined) {
    throw new EmptyInputError('EMPTY_INPUT', 'A Command as input needs resume, update or goto.');
  }
  const writes = [
    ...prepareUpdates(scope.graph, readUpdate(command.update), () => scope.run.ports.uuid()),
    ...writesTo(scope.graph, START, readGoto(command.goto)),
  ];
  restoreCommands(loop);
  if (command.resume === undefined) await loop.commit([commandTask(writes)], 'input');
  else await answer(loop, command.resume, writes);
  seen(loop);
}

/** Stores the answers, by the id of their question and together with the update, before anything runs. */
async function answer(loop: GraphLoop, resume: unknown, writes: PendingWrite[]): Promise<void> {
  const { run, saver } = loop.scope;
  if (!saver) {
    throw new GraphValueError(
      'MISSING_CHECKPOINTER',
      'Only a graph with a checkpointer can be resumed; compile it with one.',
    );
  }
  const pending = loop.taskStates(loop.plan()).flatMap((state) => state.pending);
  const answers = resolveResume(
    resume,
    pending.flatMap(({ id }) => (id === undefined ? [] : [id])),
  );
  await loop.saveCommand([[RESUME, recorded(answers, pending, run)], ...writes]);
  for (const [id, value] of answers) run.answers.set(id, value);
  loop.state = { ...loop.state, channels: loop.apply([commandTask(writes)]) };
}

/** Each answer with its question, since a task that asks again keeps only what it asks then. */
function recorded(answers: Answers, pending: readonly Interrupt[], { ports, actor: by }: RunContext): StoredAnswers {
  const at = isoTime(ports.now());
  const stored: StoredAnswers = {};
  for (const { id, value: question, ns = [] } of pending) {
    if (id === undefined || !answers.has(id)) continue;
    stored[id] = [answers.get(id), { question, ns, at, ...(by !== undefined && { by }) }];
  }
  return stored;
}

/** Brings back what earlier Commands gave at this checkpoint. */
function restoreCommands(loop: GraphLoop): void {
  const { pendingWrites } = loop.state;
  if (!loop.scope.parent) {
    const { run } = loop.scope;
    for (const [id, value] of readAnswers(pendingWrites)) run.answers.set(id, value);
    run.withdrawAnswer = async (id) => {
      run.answers.delete(id);
      await loop.saveCommand([[RESUME, { [id]: [] } satisfies StoredAnswers]]);
    };
  }
  const writes = readCommandWrites(pendingWrites);
  if (writes.length > 0) loop.state = { ...loop.state, channels: loop.apply([commandTask(writes)]) };
}

/** Breakpoints that led here do not stop the graph a second time. */
function seen(loop: GraphLoop): void {
  loop.state = { ...loop.state, channels: markInterruptSeen(loop.state.channels) };
  loop.emitValues();
}

function commandTask(writes: PendingWrite[]): TaskWrites {
  return { name: INPUT, path: [], triggers: [], writes };
}
