import { type Channels, type ChannelValues, EMPTY, KEEP, readChannel } from './channel';
import { TASKS } from './constants';
import { deferringChannels } from './graph-index';
import type { ChannelVersions, PendingWrite } from './types';

/** The part of a checkpoint that a superstep changes. */
export interface ChannelState {
  readonly values: ChannelValues;
  readonly versions: Readonly<ChannelVersions>;
  /** For each node, the versions of its triggers that it has consumed. */
  readonly seen: Readonly<Record<string, ChannelVersions>>;
}

export interface TaskWrites {
  readonly name: string;
  readonly path: readonly (string | number)[];
  readonly triggers: readonly string[];
  readonly writes: readonly PendingWrite[];
}

export interface ApplyOptions {
  readonly channels: Channels;
  /** The channels that nodes listen to. */
  readonly triggers: ReadonlySet<string>;
  /** Id of the checkpoint that will hold the result; makes its versions its own. */
  readonly checkpointId: string;
  /** Channels that keep their value even if this superstep would clear them. */
  readonly keep?: ReadonlySet<string>;
}

/**
 * What the tasks of one superstep make of the state. Tasks are applied in path order, never in the order in which they
 * finished, so that the result does not depend on timing.
 */
export function applyWrites(state: ChannelState, tasks: readonly TaskWrites[], options: ApplyOptions): ChannelState {
  const next = new NextState(state, options);
  const sorted = tasks.length < 2 ? tasks : [...tasks].sort((a, b) => comparePaths(a.path, b.path));
  const isStep = sorted.some((task) => task.triggers.length > 0);
  next.consumeTriggers(sorted);
  if (!isStep) next.keepSends();
  next.writeAll(sorted);
  if (isStep) {
    next.clearUnwritten();
    next.finishIfIdle();
  }
  return next.result();
}

/** Where the random digits of a checkpoint's id begin. */
const RANDOM_PART = 24;

/** Of two versions the later one is greater as text. */
export function nextVersion(versions: Readonly<ChannelVersions>, checkpointId: string): string {
  let highest = '0';
  for (const channel in versions) {
    const version = versions[channel] ?? '';
    if (version > highest) highest = version;
  }
  return `${String(Number.parseInt(highest, 10) + 1).padStart(12, '0')}.${checkpointId.slice(RANDOM_PART)}`;
}

/** The values alone, with the writes of one task: what its conditional edges see. */
export function updateValues(
  channels: Channels,
  values: ChannelValues,
  writes: readonly PendingWrite[],
): ChannelValues {
  const next: Record<string, unknown> = copyToAddTo(values);
  for (const [channel, list] of groupWrites(writes)) {
    const value = channels[channel]?.update(Object.hasOwn(values, channel) ? values[channel] : EMPTY, list, channel);
    if (channels[channel] && value !== KEEP) next[channel] = value;
  }
  return next;
}

function groupWrites(
  writes: readonly PendingWrite[],
  byChannel = new Map<string, unknown[]>(),
): Map<string, unknown[]> {
  for (const [channel, value] of writes) {
    const list = byChannel.get(channel);
    if (list) list.push(value);
    else byChannel.set(channel, [value]);
  }
  return byChannel;
}

/** Keys are added to it ten times as fast as to what `{ ...record }` makes. */
function copyToAddTo<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.assign({}, record);
}

class NextState {
  private readonly values: Record<string, unknown>;
  /** Whether a channel has become empty: it stays in `values` as EMPTY until the end. */
  private isAnyEmpty = false;
  private readonly versions: ChannelVersions;
  private readonly seen: Record<string, ChannelVersions>;
  private readonly version: string;
  private readonly written = new Set<string>();
  private dueSends: readonly unknown[] = [];

  constructor(
    state: ChannelState,
    private readonly options: ApplyOptions,
  ) {
    this.values = copyToAddTo(state.values);
    this.versions = copyToAddTo(state.versions);
    this.seen = copyToAddTo(state.seen);
    this.version = nextVersion(state.versions, options.checkpointId);
  }

  consumeTriggers(tasks: readonly TaskWrites[]): void {
    for (const { name, triggers } of tasks) {
      const seen = copyToAddTo(this.seen[name] ?? {});
      for (const trigger of triggers) {
        const version = this.versions[trigger];
        if (version === undefined) continue;
        seen[trigger] = version;
        this.seen[name] = seen;
      }
    }
    const consumed = new Set<string>();
    for (const { triggers } of tasks) for (const trigger of triggers) this.consume(trigger, consumed);
  }

  /** Once, however many tasks it has triggered. */
  private consume(trigger: string, consumed: Set<string>): void {
    const channel = this.options.channels[trigger];
    if (!channel?.consume || consumed.has(trigger)) return;
    consumed.add(trigger);
    this.store(trigger, channel.consume(this.stored(trigger)));
  }

  /** What is sent beside tasks that are due does not take their place: they may wait with a question. */
  keepSends(): void {
    const due = this.stored(TASKS);
    if (Array.isArray(due)) this.dueSends = due;
  }

  writeAll(tasks: readonly TaskWrites[]): void {
    const byChannel = new Map<string, unknown[]>();
    for (const task of tasks) groupWrites(task.writes, byChannel);
    for (const [channel, writes] of byChannel) {
      const all = channel === TASKS ? [...this.dueSends, ...writes] : writes;
      if (this.update(channel, all)) this.written.add(channel);
    }
  }

  clearUnwritten(): void {
    for (const channel of Object.keys(this.values)) {
      if (!this.written.has(channel) && !this.options.keep?.has(channel)) this.update(channel, []);
    }
  }

  finishIfIdle(): void {
    const { channels, triggers, keep = [] } = this.options;
    const deferring = deferringChannels(channels);
    if (deferring.length === 0) return;
    const wouldTrigger = [...this.written, ...keep].some(
      (channel) => triggers.has(channel) && readChannel(channels, this.values, channel) !== EMPTY,
    );
    if (wouldTrigger) return;
    for (const name of deferring) this.store(name, channels[name]?.finish?.(this.stored(name)) ?? KEEP);
  }

  result(): ChannelState {
    return {
      values: this.isAnyEmpty ? withoutEmpty(this.values) : this.values,
      versions: this.versions,
      seen: this.seen,
    };
  }

  private update(channel: string, writes: readonly unknown[]): boolean {
    const spec = this.options.channels[channel];
    return spec ? this.store(channel, spec.update(this.stored(channel), writes, channel)) : false;
  }

  private stored(channel: string): unknown {
    return Object.hasOwn(this.values, channel) ? this.values[channel] : EMPTY;
  }

  private store(channel: string, value: unknown): boolean {
    if (value === KEEP) return false;
    if (value === EMPTY) this.isAnyEmpty = true;
    this.values[channel] = value;
    this.versions[channel] = this.version;
    return true;
  }
}

/** An object that has had keys deleted is slow from then on. */
function withoutEmpty(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const rest: Record<string, unknown> = {};
  for (const channel of Object.keys(values)) if (values[channel] !== EMPTY) rest[channel] = values[channel];
  return rest;
}

function comparePaths(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [left = '', right = ''] = [a[i], b[i]];
    if (left === right) continue;
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    return String(left) < String(right) ? -1 : 1;
  }
  return 0;
}
