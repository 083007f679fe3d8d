import { Bot, Info, type LucideIcon, User } from 'lucide-react';
import { MaskedText } from '#app/_masking/masked-text';
import { classNames } from '#app/_ui/class-names';
import { JsonView } from '#app/_ui/json-view';
import { c, t } from '#lib/language/gettext';
import type { Message, ToolCall } from '#lib/review/parse-message';
import { MessageText } from './message-text';
import { ToolCallList } from './tool-call-list';
import { ToolResult } from './tool-result';

interface Role {
  label: string;
  /** What screen readers call the message. */
  name: string;
  icon: LucideIcon;
}

function roleOf(type: string): Role {
  const roles: Record<string, Role> = {
    human: { label: t`Human`, name: t`Human message`, icon: User },
    ai: { label: t`AI`, name: t`AI message`, icon: Bot },
    system: { label: t`System`, name: t`System message`, icon: Info },
  };
  return roles[type] ?? { label: type, name: c('the kind of a message').t`${type} message`, icon: Info };
}

export interface MessageCardProps {
  message: Message;
  /** Those of its tool calls that will not be answered any more. */
  unanswered?: ReadonlySet<string>;
  /** Its tokens are still coming in, or its superstep is not committed. */
  isArriving?: boolean;
  /** Of a tool's message: the call that it answers. */
  answers?: ToolCall;
}

export function MessageCard({ message, unanswered, isArriving, answers }: MessageCardProps) {
  if (message.type === 'tool') return <ToolResult message={message} call={answers} isArriving={isArriving} />;
  const { label, name, icon: Icon } = roleOf(message.type);
  return (
    <article
      aria-label={name}
      aria-busy={isArriving || undefined}
      className={classNames(
        'grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3',
        message.type === 'human' && 'rounded-lg bg-sunken py-3 pr-4',
      )}
    >
      <span
        className={classNames(
          'flex size-7 items-center justify-center text-ink-faint',
          message.type === 'human' && 'ml-1.5',
        )}
      >
        <Icon aria-hidden className="size-4" />
      </span>
      <div className={classNames('flex min-w-0 flex-col gap-2', message.type === 'human' && 'pl-1.5')}>
        <p className="flex min-h-7 flex-wrap items-center gap-x-2 text-sm">
          <span className="font-semibold">{label}</span>
          {message.name ? <span className="font-mono text-xs text-ink-soft">{message.name}</span> : null}
        </p>
        <Body message={message} />
        {message.otherBlocks.length > 0 ? <JsonView value={message.otherBlocks} openLevels={1} /> : null}
        <ToolCallList calls={message.toolCalls} unanswered={unanswered} />
      </div>
    </article>
  );
}

function Body({ message }: { message: Message }) {
  if (message.text === '') return null;
  if (message.type === 'human')
    return (
      <p className="text-base whitespace-pre-wrap wrap-anywhere">
        <MaskedText text={message.text} />
      </p>
    );
  return <MessageText text={message.text} />;
}
