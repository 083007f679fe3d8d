import { type Channels, type ChannelValues, EMPTY, KEEP, readChannel } from './channel';
import { fingerprint } from './ports';
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
  const sorted = [...tasks].sort((a, b) => comparePaths(a.path, b.path));
  const isStep = sorted.some((task) => task.triggers.length > 0);
  next.consumeTriggers(sorted);
  next.writeAll(sorted);
  if (isStep) {
    next.clearUnwritten();
    next.finishIfIdle();
  }
  return next.result();
}

/** Of two versions the later one is greater as text. */
export function nextVersion(versions: Readonly<ChannelVersions>, checkpointId: string): string {
  const highest = Object.values(versions).reduce((max, version) => Math.max(max, Number.parseInt(version, 10)), 0);
  return `${String(highest + 1).padStart(12, '0')}.${fingerprint(checkpointId).slice(0, 12)}`;
}

class NextState {
  private readonly values: Record<string, unknown>;
  private readonly versions: ChannelVersions;
  private readonly seen: Record<string, ChannelVersions>;
  private readonly version: string;
  private readonly written = new Set<string>();

  constructor(
    state: ChannelState,
    private readonly options: ApplyOptions,
  ) {
    this.values = { ...state.values };
    this.versions = { ...state.versions };
    this.seen = { ...state.seen };
    this.version = nextVersion(state.versions, options.checkpointId);
  }

  consumeTriggers(tasks: readonly TaskWrites[]): void {
    for (const { name, triggers } of tasks) {
      const known = triggers.flatMap((trigger) => {
        const version = this.versions[trigger];
        return version === undefined ? [] : [[trigger, version] as const];
      });
      if (known.length > 0) this.seen[name] = { ...this.seen[name], ...Object.fromEntries(known) };
    }
    for (const trigger of new Set(tasks.flatMap((task) => task.triggers))) {
      const channel = this.options.channels[trigger];
      if (channel?.consume) this.store(trigger, channel.consume(this.stored(trigger)));
    }
  }

  writeAll(tasks: readonly TaskWrites[]): void {
    const byChannel = new Map<string, unknown[]>();
    for (const [channel, value] of tasks.flatMap((task) => task.writes)) {
      if (!this.options.channels[channel]) continue;
      const writes = byChannel.get(channel);
      if (writes) writes.push(value);
      else byChannel.set(channel, [value]);
    }
    for (const [channel, writes] of byChannel) {
      if (this.update(channel, writes)) this.written.add(channel);
    }
  }

  clearUnwritten(): void {
    for (const channel of Object.keys(this.values)) {
      if (!this.written.has(channel) && !this.options.keep?.has(channel)) this.update(channel, []);
    }
  }

  finishIfIdle(): void {
    const { channels, triggers, keep = [] } = this.options;
    const wouldTrigger = [...this.written, ...keep].some(
      (channel) => triggers.has(channel) && readChannel(channels, this.values, channel) !== EMPTY,
    );
    if (wouldTrigger) return;
    for (const [name, channel] of Object.entries(channels)) {
      if (channel.finish) this.store(name, channel.finish(this.stored(name)));
    }
  }

  result(): ChannelState {
    return { values: this.values, versions: this.versions, seen: this.seen };
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
    if (value === EMPTY) delete this.values[channel];
    else this.values[channel] = value;
    this.versions[channel] = this.version;
    return true;
  }
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
