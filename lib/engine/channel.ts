// Channels are pure: they say how a stored value is read and how the writes of one superstep change it. The values
// themselves live in the checkpoint, where an absent key means that the channel is empty. Those of state keys may be held, and are
// taken by whoever needs to see them.
import { rememberAppended } from './appended-lists';
import { InvalidUpdateError } from './errors';
import { HeldList, isHeldList, LONG_LIST } from './held-list';
import { taken } from './held-value';
import { readOverwrite } from './overwrite';

/** What an empty channel reads as, and what a channel is updated to when it becomes empty. */
export const EMPTY: unique symbol = Symbol('empty');
/** The writes changed nothing: the channel keeps its value and its version. */
export const KEEP: unique symbol = Symbol('keep');

export interface Channel {
  read(stored: unknown): unknown;
  /** Called once per superstep, with no writes when there were none. */
  update(stored: unknown, writes: readonly unknown[], name: string): unknown;
  /** Called when a node that this channel triggers has taken the value. */
  consume?(stored: unknown): unknown;
  /** Called when nothing else would run: deferred nodes become due. */
  finish?(stored: unknown): unknown;
  /** Gives a write its final form before it is stored, e.g. messages their ids. */
  prepare?(write: unknown, mintId: () => string): unknown;
  /** False: never stored, so empty again after every interruption. */
  readonly isPersisted: boolean;
  /** Schema of what may be written, where it is known. */
  readonly jsonSchema?: Record<string, unknown>;
}

export type ChannelValues = Readonly<Record<string, unknown>>;
export type Channels = Readonly<Record<string, Channel>>;

/** Combines a channel's value with one write. */
export type Reducer<Value, Update = Value> = (current: Value, update: Update) => Value;

/** What a reducer may tell about its writes, under the key `WRITES`. */
export interface WriteTraits {
  /** Gives a write its final form before it is stored. */
  readonly prepare: (write: unknown, mintId: () => string) => unknown;
  readonly jsonSchema: Record<string, unknown>;
  /** The items that the writes add to the end of a list, if that is all they do; the reducer itself is not asked then. */
  readonly append?: (list: HeldList, writes: readonly unknown[]) => unknown[] | undefined;
}
export const WRITES: unique symbol = Symbol.for('holdpoint.engine.writes');

const identity = (stored: unknown) => stored;

export function readChannel(channels: Channels, values: ChannelValues, name: string): unknown {
  return taken(readHeld(channels, values, name));
}

/** The same, of a state key: what it holds stays held. */
export function readHeld(channels: Channels, values: ChannelValues, name: string): unknown {
  const channel = channels[name];
  if (!channel) return EMPTY;
  return channel.read(Object.hasOwn(values, name) ? values[name] : EMPTY);
}

/** One value; two writes in one superstep are an error. */
export function lastValue(initial?: () => unknown): Channel {
  return {
    isPersisted: true,
    read: (stored) => (stored === EMPTY && initial ? initial() : stored),
    update: (_stored, writes, name) => (writes.length === 0 ? KEEP : onlyWrite(writes, name)),
  };
}

/** Every write is combined with the value by `reduce`; the first one is taken as it is when there is no initial value. */
export function reducedValue(reduce: Reducer<unknown>, initial?: () => unknown): Channel {
  const read = (stored: unknown) => (stored === EMPTY && initial ? initial() : stored);
  const traits = (reduce as { [WRITES]?: WriteTraits })[WRITES]; // functions may carry this key
  return {
    isPersisted: true,
    read,
    update(stored, writes, name) {
      if (writes.length === 0) return KEEP;
      const overwrites = writes.map(readOverwrite).filter((overwrite) => overwrite !== undefined);
      if (overwrites.length > 1)
        throw concurrentWrites(name, 'Only one Overwrite of a channel is possible in a superstep.');
      if (overwrites[0]) return overwrites[0].value;
      const list = traits?.append && longList(stored);
      const added = list && traits?.append?.(list, writes);
      if (added) return list.append(added, name);
      const before = read(taken(stored));
      const after = writes.reduce((value, write) => (value === EMPTY ? write : reduce(value, write)), before);
      rememberAppended({ channel: name, before, writes, after });
      return after;
    },
    ...(traits && {
      prepare: (write, mintId) => (readOverwrite(write) ? write : traits.prepare(write, mintId)),
      jsonSchema: traits.jsonSchema,
    }),
  };
}

/** A list that is long enough to be worth not looking at, unless somebody has changed it in its place. */
function longList(stored: unknown): HeldList | undefined {
  if (isHeldList(stored)) return stored.isChanged ? undefined : stored;
  return Array.isArray(stored) && stored.length >= LONG_LIST ? HeldList.around(stored) : undefined;
}

/** The value of one superstep, gone after the next. */
export function ephemeralValue({ isSingle = true } = {}): Channel {
  return {
    isPersisted: true,
    read: identity,
    update(stored, writes, name) {
      if (writes.length === 0) return stored === EMPTY ? KEEP : EMPTY;
      return isSingle ? onlyWrite(writes, name) : writes.at(-1);
    },
  };
}

/** The last of any number of writes. */
export function anyValue(): Channel {
  return {
    isPersisted: true,
    read: identity,
    update: (_stored, writes) => (writes.length === 0 ? KEEP : writes.at(-1)),
  };
}

/** One value that no checkpoint keeps. */
export function untrackedValue(initial?: () => unknown): Channel {
  return { ...lastValue(initial), isPersisted: false };
}

/** All writes of one superstep, in order. */
export function topic(): Channel {
  return {
    isPersisted: true,
    read: (stored) => (Array.isArray(stored) && stored.length > 0 ? stored : EMPTY),
    update(stored, writes) {
      if (writes.length > 0) return [...writes];
      return stored === EMPTY ? KEEP : EMPTY;
    },
  };
}

/** Has a value once every one of `names` has been written; taking it starts over. */
export function barrier(names: readonly string[]): Channel {
  const isComplete = (stored: unknown) => seenNames(stored).length === names.length;
  return {
    isPersisted: true,
    read: (stored) => (isComplete(stored) ? null : EMPTY),
    update(stored, writes) {
      const seen = seenNames(stored);
      const next = names.filter((name) => seen.includes(name) || writes.includes(name));
      return next.length === seen.length ? KEEP : next;
    },
    consume: (stored) => (isComplete(stored) ? EMPTY : KEEP),
  };
}

/** Makes a trigger wait until nothing else would run. */
export function deferred(inner: Channel): Channel {
  return {
    isPersisted: true,
    read(stored) {
      const { value, isDue } = deferredValue(stored);
      return isDue ? inner.read(value) : EMPTY;
    },
    update(stored, writes, name) {
      if (writes.length === 0) return KEEP;
      const value = inner.update(deferredValue(stored).value, writes, name);
      return value === KEEP ? KEEP : { value, isDue: false };
    },
    consume: (stored) => (deferredValue(stored).isDue ? EMPTY : KEEP),
    finish(stored) {
      const { value, isDue } = deferredValue(stored);
      return isDue || inner.read(value) === EMPTY ? KEEP : { value, isDue: true };
    },
  };
}

function deferredValue(stored: unknown): { value: unknown; isDue: boolean } {
  if (typeof stored !== 'object' || stored === null) return { value: EMPTY, isDue: false };
  return stored as { value: unknown; isDue: boolean }; // only `deferred` writes this channel
}

function seenNames(stored: unknown): unknown[] {
  return Array.isArray(stored) ? stored : [];
}

function onlyWrite(writes: readonly unknown[], name: string): unknown {
  if (writes.length > 1) {
    throw concurrentWrites(name, 'Give it a reducer, or let only one node of a superstep write it.');
  }
  const overwrite = readOverwrite(writes[0]);
  return overwrite ? overwrite.value : writes[0];
}

function concurrentWrites(name: string, advice: string): InvalidUpdateError {
  return new InvalidUpdateError(
    'INVALID_CONCURRENT_GRAPH_UPDATE',
    `Channel "${name}" received several values in one superstep. ${advice}`,
  );
}
