import { createHash, randomUUID } from 'node:crypto';

/** What a run takes from outside its inputs. Given the same answers, it makes the same checkpoints, tasks and ids. */
export interface Ports {
  /** Milliseconds since 1970. */
  now(): number;
  /** A version 4 UUID. */
  uuid(): string;
  /** From 0 up to, but not including, 1. */
  random(): number;
}

export const systemPorts: Ports = { now: Date.now, uuid: randomUUID, random: Math.random };

/** Between 1582-10-15, where UUID time begins, and 1970-01-01, in units of 100 ns. */
const UUID_EPOCH = 122_192_928_000_000_000n;

/** A version 6 UUID of now that sorts after every id in `after`, even when the clock went back. */
export function sortableId(ports: Ports, after: readonly (string | undefined)[] = []): string {
  return versionSix(ticksAfter(ports.now(), after), ports.uuid());
}

/**
 * The same, from nothing but the id of a run and `after`: however often the run is begun there, the id is the same. Undefined
 * when the id of the run is no UUID of version 7, and so has no time.
 */
export function idOfBeginning(runId: string, after: readonly (string | undefined)[]): string | undefined {
  const [, high, low] = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/.exec(runId) ?? [];
  if (high === undefined || low === undefined) return undefined;
  const ticks = ticksAfter(Number.parseInt(high + low, 16), after);
  return versionSix(ticks, nameBasedId(runId, after.join()));
}

function ticksAfter(ms: number, ids: readonly (string | undefined)[]): bigint {
  let ticks = BigInt(Math.floor(ms)) * 10_000n + UUID_EPOCH;
  for (const id of ids) {
    const least = id === undefined ? undefined : ticksOf(id);
    if (least !== undefined && ticks <= least) ticks = least + 1n;
  }
  return ticks;
}

/** Its last 16 digits are those of another UUID. */
function versionSix(ticks: bigint, other: string): string {
  const time = ticks.toString(16).padStart(15, '0');
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-6${time.slice(12)}-${other.slice(19)}`;
}

function ticksOf(id: string): bigint | undefined {
  const hex = id.replaceAll('-', '');
  return /^[0-9a-f]{12}6[0-9a-f]{19}$/.test(hex) ? BigInt(`0x${hex.slice(0, 12)}${hex.slice(13, 16)}`) : undefined;
}

/** A version 5 UUID (RFC 9562). `namespace` must be a UUID. */
export function nameBasedId(namespace: string, name: string): string {
  const digest = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** 32 lowercase hex characters that stand for `text`. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
