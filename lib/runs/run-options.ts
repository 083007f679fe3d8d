import { HoldpointError } from '#lib/errors';
import type { GraphEntry } from './graph-registry';
import type { RunKwargs } from './run-kwargs';

/** What says how a run is executed. The run itself counts first, then its thread, its assistant, its graph, this server. */
export interface RunOptions {
  /** Whether new input also brings the tool messages that are missing before it. */
  repairDanglingToolCalls: boolean;
  /** How long the run may be executed; undefined: as long as it takes. */
  timeoutSeconds: number | undefined;
}

/** Longer than a timer can wait is no limit. */
export const MAX_TIMEOUT_SECONDS = 2_000_000;

/** @throws HoldpointError `invalid_request` for a value that is not one; it may stand in an assistant's config */
export function runOptions(
  entry: Pick<GraphEntry, 'repairDanglingToolCalls' | 'timeoutSeconds'>,
  { config = {} }: RunKwargs,
): RunOptions {
  const repair = config.repair_dangling_tool_calls ?? entry.repairDanglingToolCalls ?? false;
  if (typeof repair !== 'boolean') throw invalid('repair_dangling_tool_calls', repair, 'true or false');
  return { repairDanglingToolCalls: repair, timeoutSeconds: timeoutOf(entry, config) };
}

function timeoutOf(
  { timeoutSeconds }: Pick<GraphEntry, 'timeoutSeconds'>,
  { timeout_seconds }: NonNullable<RunKwargs['config']>,
): number | undefined {
  const given = timeout_seconds ?? timeoutSeconds;
  if (given !== undefined) return seconds('timeout_seconds', given);
  return timeoutOfServer();
}

/** What counts where nothing nearer does. @throws HoldpointError `invalid_request` */
export function timeoutOfServer(): number | undefined {
  const given = process.env.HOLDPOINT_RUN_TIMEOUT_SECONDS;
  if (!given) return undefined;
  return isTimeout(Number(given)) ? Number(given) : notSeconds('HOLDPOINT_RUN_TIMEOUT_SECONDS', given);
}

function seconds(name: string, value: unknown): number {
  return isTimeout(value) ? value : notSeconds(name, value);
}

function isTimeout(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= MAX_TIMEOUT_SECONDS;
}

function notSeconds(name: string, value: unknown): never {
  throw invalid(name, value, `seconds, more than 0 and at most ${MAX_TIMEOUT_SECONDS}`);
}

function invalid(name: string, value: unknown, expected: string): HoldpointError {
  return new HoldpointError('invalid_request', `${name} is ${JSON.stringify(value)}; give ${expected}.`);
}
