import type { RunError } from './finish-run';
import { isRecord } from './is-record';

const MESSAGE_LENGTH = 4_000;

/** LangGraph.js's own errors that have a code here and none there. */
const CODE_OF_NAME: Record<string, string | undefined> = { NodeTimeoutError: 'NODE_TIMEOUT' };

/** What is recorded of an error that ended a run: its name, its message, and a code where it has one. Whatever was thrown. */
export function runError(thrown: unknown): RunError {
  if (!(thrown instanceof Error)) return { error: 'Error', message: cut(textOf(thrown)) };
  const causes = thrown instanceof AggregateError ? thrown.errors.map((error) => runError(error).message) : [];
  const message = [thrown.message || thrown.name, ...causes].join('; ');
  const code = codeOf(thrown);
  return { error: thrown.name, message: cut(message), ...(code && { code }) };
}

function codeOf(error: Error): string | undefined {
  const codes = ['lc_error_code' in error && error.lc_error_code, 'code' in error && error.code];
  return codes.find((code) => typeof code === 'string') ?? CODE_OF_NAME[error.name];
}

function textOf(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  if (isRecord(thrown) && typeof thrown.message === 'string') return thrown.message;
  return `A value that is not an error was thrown: ${JSON.stringify(thrown) ?? String(thrown)}`;
}

function cut(message: string): string {
  return message.length > MESSAGE_LENGTH ? `${message.slice(0, MESSAGE_LENGTH)}…` : message;
}
