import { Ban, CircleAlert, CornerDownRight } from 'lucide-react';
import { JsonView } from '#app/_ui/json-view';
import { t } from '#lib/language/gettext';
import { describeValue } from '#lib/review/describe-value';
import type { Message, ToolCall } from '#lib/review/parse-message';
import { isRecord } from '#lib/runs/is-record';
import { maskValue } from '#lib/runs/masking/mask-value';
import { secretNames } from '#lib/runs/masking/secret-names';
import { ToolOutput } from './tool-output';

export interface ToolResultProps {
  message: Message;
  /** The call that it answers, where the thread has it. */
  call?: ToolCall;
  isArriving?: boolean;
}

/** What a tool gave back, below the message that called it, with the arguments that tell it from the other results. */
export function ToolResult({ message, call, isArriving }: ToolResultProps) {
  const { name, toolCallId, text, otherBlocks } = message;
  return (
    <article
      aria-label={t`Tool message`}
      aria-busy={isArriving || undefined}
      className="-mt-2 ml-10 flex min-w-0 flex-col gap-1.5 border-l-2 pl-3"
    >
      <p
        className="flex min-h-6 flex-wrap items-center gap-x-2 text-xs text-ink-faint"
        title={toolCallId ? t`Answers the call ${toolCallId}` : undefined}
      >
        <CornerDownRight aria-hidden className="size-3.5 shrink-0" />
        <span className="font-mono font-semibold text-ink-soft">{name ?? call?.name ?? t`tool`}</span>
        {call ? <span className="min-w-0 font-mono wrap-anywhere">{argsText(call.args)}</span> : null}
        {message.isRepair ? <AddedAsRepair /> : null}
        {message.isError && !message.isRepair ? <ToolFailed /> : null}
      </p>
      {text === '' ? null : <ToolOutput text={text} />}
      {otherBlocks.length > 0 ? <JsonView value={otherBlocks} openLevels={1} /> : null}
    </article>
  );
}

function argsText(args: unknown): string {
  if (!isRecord(args)) return describeValue(args, 80);
  return describeValue(
    Object.entries(maskValue(args, secretNames()) as object)
      .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join(', '),
    80,
  );
}

function AddedAsRepair() {
  return (
    <span className="flex items-center gap-1 font-medium text-waiting-ink">
      <Ban aria-hidden className="size-3.5" />
      {t`cancelled; added by Holdpoint`}
    </span>
  );
}

function ToolFailed() {
  return (
    <span className="flex items-center gap-1 font-medium text-danger-ink">
      <CircleAlert aria-hidden className="size-3.5" />
      {t`failed`}
    </span>
  );
}
