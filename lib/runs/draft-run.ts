import { v7 } from 'uuid';
import { HoldpointError } from '#lib/errors';
import { checkSize } from '#lib/limits';
import { MultitaskStrategy, OnPendingInterrupt, type RunKind } from '#lib/store/generated/enums';
import { encodeValue } from '#lib/store/value-codec';
import type { CreateRunRequest } from './create-run';
import { inputTitle } from './input-title';
import { checkDeadline } from './interrupt-deadline';
import { isRecord } from './is-record';
import { DEFAULT_MULTITASK_STRATEGY } from './multitask';
import type { RunKwargs } from './run-kwargs';
import { withTraceContext } from './telemetry/trace-context';

/** A request that is sound in itself; what depends on the thread is checked in createRun's transaction. */
export interface RunDraft {
  runId: string;
  threadId: string;
  assistantId: string;
  kind: RunKind;
  multitaskStrategy: MultitaskStrategy;
  onPendingInterrupt: OnPendingInterrupt;
  createThread: boolean;
  /** JSON text, or null. */
  input: string | null;
  /** The value of `command.resume`, when the run is of kind `resume`. */
  resume: unknown;
  command: Record<string, unknown> | null;
  kwargs: RunKwargs;
  metadata: Record<string, unknown>;
  afterSeconds: number;
  title: string | null;
  actor: string | null;
  note: string | null;
  linkId: string | null;
  isRetry: boolean;
  isDeadline: boolean;
}

/** @throws HoldpointError `invalid_request`, `unsupported_value`, `payload_too_large` */
export function draftRun(request: CreateRunRequest): RunDraft {
  const { input, command, afterSeconds = 0 } = request;
  if (!Number.isFinite(afterSeconds) || afterSeconds < 0)
    throw invalid(`after_seconds is ${afterSeconds}; give a number of seconds from 0.`);
  checkDeadline(request.kwargs?.config);
  const given = commandOf(command);
  if (given && input !== undefined && input !== null)
    throw invalid('A run takes an input or a command, not both; send two runs.');
  return {
    runId: v7(),
    threadId: request.threadId,
    assistantId: request.assistantId,
    kind: kindOf(input, given),
    multitaskStrategy: oneOf(
      'multitask_strategy',
      request.multitaskStrategy ?? DEFAULT_MULTITASK_STRATEGY,
      MultitaskStrategy,
    ),
    onPendingInterrupt: oneOf('on_pending_interrupt', request.onPendingInterrupt ?? 'allow', OnPendingInterrupt),
    createThread: request.ifNotExists === 'create',
    input: input === undefined || input === null ? null : encoded('input', input),
    resume: given?.resume,
    command: given,
    kwargs: withTraceContext(request.kwargs),
    metadata: searchable(request.metadata ?? {}),
    afterSeconds,
    title: inputTitle(input),
    actor: request.actor ?? null,
    note: request.note ?? null,
    linkId: request.linkId ?? null,
    isRetry: request.isRetry ?? false,
    isDeadline: request.isDeadline ?? false,
  };
}

/** An absent or empty command is no command. `resume: null` is an answer; `resume` absent is none. */
function commandOf(command: CreateRunRequest['command']): Record<string, unknown> | null {
  if (!command) return null;
  const given = Object.fromEntries(Object.entries(command).filter(([, value]) => value !== undefined));
  const { resume: _resume, ...rest } = given;
  encoded('command', rest);
  return Object.keys(given).length > 0 ? given : null;
}

function kindOf(input: unknown, command: Record<string, unknown> | null): RunKind {
  if (command && 'resume' in command) return 'resume';
  if (command) return 'input';
  return input === undefined || input === null ? 'continue' : 'input';
}

function oneOf<T extends string>(name: string, value: string, allowed: Record<string, T>): T {
  const found = Object.values(allowed).find((option) => option === value);
  if (found) return found;
  throw invalid(`${name} is "${value}"; use one of ${Object.values(allowed).join(', ')}.`);
}

function encoded(kind: 'input' | 'command', value: unknown): string {
  const text = encodeValue(value);
  checkSize(kind, text);
  return text;
}

/** What PostgreSQL cannot search (jsonb holds neither U+0000 nor lone surrogates), escaped as JSON.stringify writes it. */
const UNSEARCHABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

/** Metadata is searched, so it must fit jsonb. @throws HoldpointError `unsupported_value`, `payload_too_large` */
export function searchable(metadata: Record<string, unknown>): Record<string, unknown> {
  if (!isRecord(metadata)) throw invalid('metadata must be an object.');
  const text = JSON.stringify(metadata);
  checkSize('metadata', text);
  if (!UNSEARCHABLE.test(text)) return metadata;
  throw new HoldpointError(
    'unsupported_value',
    'metadata holds the character U+0000 or half of a surrogate pair, which cannot be searched; remove it.',
  );
}

function invalid(message: string): HoldpointError {
  return new HoldpointError('invalid_request', message);
}
