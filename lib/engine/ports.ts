type Crypto = typeof import('node:crypto');

let loaded: Crypto | undefined;

/** Loaded when the first id is made: it is a third of what this engine costs a process that only imports it. */
function crypto(): Crypto {
  loaded ??= process.getBuiltinModule('node:crypto');
  return loaded;
}

/** What a run takes from outside its inputs. Given the same answers, it makes the same checkpoints, tasks and ids. */
export interface Ports {
  /** Milliseconds since 1970. */
  now(): number;
  /** A version 4 UUID. */
  uuid(): string;
  /** From 0 up to, but not including, 1. */
  random(): number;
}

export const systemPorts: Ports = { now: Date.now, uuid: () => crypto().randomUUID(), random: Math.random };

/** A version 6 UUID whose first 18 characters say when, and sort as text by it. */
const TIMED_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-6[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TIME_LENGTH = 18;
/** Between 1582-10-15, where UUID time begins, and 1970-01-01, in units of 100 ns. */
const UUID_EPOCH = 122_192_928_000_000_000n;

/** A version 6 UUID of now that sorts after every id in `after`, even when the clock went back. */
export function sortableId(ports: Ports, after: readonly (string | undefined)[] = []): string {
  return `${timeAfter(ports.now(), after)}${ports.uuid().slice(TIME_LENGTH)}`;
}

/**
 * The same, from nothing but the id of a run and `after`: however often the run is begun there, the id is the same. Undefined
 * when the id of the run is no UUID of version 7, and so has no time.
 */
export function idOfBeginning(runId: string, after: readonly (string | undefined)[]): string | undefined {
  const [, high, low] = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/.exec(runId) ?? [];
  if (high === undefined || low === undefined) return undefined;
  const time = timeAfter(Number.parseInt(high + low, 16), after);
  return `${time}${nameBasedId(runId, after.join()).slice(TIME_LENGTH)}`;
}

function timeAfter(ms: number, ids: readonly (string | undefined)[]): string {
  let { time } = momentOf(Math.floor(ms));
  for (const id of ids) {
    if (id === undefined || !TIMED_ID.test(id)) continue;
    const other = id.slice(0, TIME_LENGTH);
    if (time <= other) time = oneTickLater(other);
  }
  return time;
}

/** Of the last millisecond that was asked for: a loop takes many steps within one. */
const last = { ms: Number.NaN, time: '', iso: '' };

/** ISO 8601. */
export function isoTime(ms: number): string {
  return momentOf(Math.floor(ms)).iso;
}

function momentOf(ms: number): { readonly time: string; readonly iso: string } {
  if (ms === last.ms) return last;
  const time = timeText(BigInt(ms) * 10_000n + UUID_EPOCH);
  return Object.assign(last, { ms, time, iso: new Date(ms).toISOString() });
}

function oneTickLater(time: string): string {
  const low = Number.parseInt(time.slice(15), 16) + 1;
  if (low < 0x1000) return time.slice(0, 15) + low.toString(16).padStart(3, '0');
  return timeText(BigInt(`0x${time.slice(0, 8)}${time.slice(9, 13)}${time.slice(15)}`) + 1n);
}

function timeText(ticks: bigint): string {
  const hex = ticks.toString(16).padStart(15, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-6${hex.slice(12)}`;
}

/** A version 5 UUID (RFC 9562). `namespace` must be a UUID. */
export function nameBasedId(namespace: string, name: string): string {
  const bytes = Buffer.allocUnsafe(16 + Buffer.byteLength(name));
  const begin = bytes.write(namespace.replaceAll('-', ''), 'hex');
  const hex = crypto().hash('sha1', bytes.subarray(0, begin + bytes.write(name, begin)));
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** 32 lowercase hex characters that stand for `text`. */
export function fingerprint(text: string): string {
  return crypto().hash('sha256', text).slice(0, 32);
}
