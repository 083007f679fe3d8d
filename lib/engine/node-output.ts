import { Command, isCommand } from './command';
import { InvalidUpdateError, ParentCommand } from './errors';
import { indexOf } from './graph-index';
import type { Destination, GraphSpec } from './graph-spec';
import { readOverwrite } from './overwrite';
import { isSend } from './send';
import type { PendingWrite } from './types';

/** What a node returned, in one form. */
export interface NodeOutput {
  readonly updates: PendingWrite[];
  readonly goto: Destination[];
}

/** Reads what node `name` returned: nothing, an update, a Command, or a list of Commands and updates. */
export function readNodeOutput(name: string, output: unknown): NodeOutput {
  if (output === undefined || output === null) return { updates: [], goto: [] };
  if (isCommand(output)) return readCommand(name, output);
  if (Array.isArray(output) && output.some(isCommand)) {
    const parts = output.map((part: unknown) => readNodeOutput(name, part));
    return { updates: parts.flatMap((part) => part.updates), goto: parts.flatMap((part) => part.goto) };
  }
  if (typeof output === 'object' && !Array.isArray(output)) return { updates: Object.entries(output), goto: [] };
  throw new InvalidUpdateError(
    'INVALID_GRAPH_NODE_RETURN_VALUE',
    `Node "${name}" returned ${describeValue(output)}; return an object with the keys to change, a Command, or nothing.`,
  );
}

/** The update of a Command: an object, or pairs of key and value. */
export function readUpdate(update: unknown): PendingWrite[] {
  if (update === undefined || update === null) return [];
  if (isPairs(update)) return update;
  if (typeof update === 'object' && !Array.isArray(update)) return Object.entries(update);
  throw new InvalidUpdateError(
    'INVALID_UPDATE',
    `A Command's update was ${describeValue(update)}; give an object of state keys.`,
  );
}

export function readGoto(goto: Command['goto']): Destination[] {
  if (goto === undefined) return [];
  return typeof goto === 'string' || isSend(goto) ? [goto] : [...goto];
}

/** Brings an update into the form in which it is stored: only state keys, messages with their ids, no class instances. */
export function prepareUpdates(graph: GraphSpec, updates: PendingWrite[], mintId: () => string): PendingWrite[] {
  const { stateKeys } = indexOf(graph);
  return updates
    .filter(([key]) => stateKeys.has(key))
    .map(([key, value]) => {
      const overwrite = readOverwrite(value);
      if (overwrite) return [key, { __overwrite__: overwrite.value }];
      const prepare = graph.channels[key]?.prepare;
      return [key, prepare ? prepare(value, mintId) : value];
    });
}

function readCommand(name: string, command: Command): NodeOutput {
  if (command.graph === Command.PARENT) throw new ParentCommand(command);
  if (command.graph !== undefined) {
    throw new InvalidUpdateError(
      'INVALID_UPDATE',
      `Node "${name}" sent a Command to graph "${command.graph}"; only Command.PARENT or none is possible.`,
    );
  }
  return { updates: readUpdate(command.update), goto: readGoto(command.goto) };
}

function isPairs(value: unknown): value is PendingWrite[] {
  return (
    Array.isArray(value) &&
    value.every((pair) => Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string')
  );
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  return `a ${typeof value} (${String(value).slice(0, 60)})`;
}
