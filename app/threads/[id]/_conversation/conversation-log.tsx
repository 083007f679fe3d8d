'use client';

import { MessageSquare } from 'lucide-react';
import { useMemo } from 'react';
import { EmptyState } from '#app/_ui/empty-state';
import { t } from '#lib/language/gettext';
import type { ConversationEntry } from '#lib/review/arrange-conversation';
import type { Conversation, UnansweredToolCall } from '#lib/review/get-conversation';
import type { ThreadView } from '#lib/review/get-thread';
import type { Message, ToolCall } from '#lib/review/parse-message';
import { useRunStream } from '../_stream/use-run-stream';
import { ConversationItem } from './conversation-item';
import { MessageCard } from './message-card';
import { StateFields } from './state-fields';
import { uncommittedMessages } from './uncommitted-messages';
import { useStickToEnd } from './use-stick-to-end';

export interface ConversationLogProps {
  thread: ThreadView;
  conversation: Conversation;
}

/** What has happened in the thread, and before the line of the active run what that is saying right now. */
export function ConversationLog({ thread, conversation }: ConversationLogProps) {
  const activeId = thread.active?.id ?? null;
  const streamed = useRunStream({ threadId: thread.id, runId: activeId });
  const arriving = useMemo(() => uncommittedMessages(streamed, conversation.entries), [streamed, conversation]);
  const calls = useMemo(() => callsById(conversation.entries, arriving), [conversation, arriving]);
  const unanswered = useMemo(() => callsByMessage(conversation.unansweredToolCalls), [conversation]);
  // While a run is at work or a question waits, a tool call may still get its answer.
  const isOpen = activeId !== null || thread.prediction.pendingInterrupts.length > 0;
  useStickToEnd(activeId);
  const told = conversation.entries.filter((entry) => entry.type !== 'run' || entry.run.status !== 'pending');
  const active = told.findIndex((entry) => entry.type === 'run' && entry.run.id === activeId);
  const [before, after] = active < 0 ? [told, []] : [told.slice(0, active), told.slice(active)];
  const isEmpty = told.length === 0 && conversation.fields.length === 0 && arriving.length === 0;
  if (isEmpty) return <NothingYet isQueued={thread.active !== null} />;
  return (
    <div className="flex flex-col gap-4 px-4 py-4 md:px-6">
      <ol aria-label={t`Conversation`} className="flex flex-col gap-4">
        {before.map((entry) => (
          <ConversationItem key={keyOf(entry)} entry={entry} unanswered={isOpen ? none : unanswered} calls={calls} />
        ))}
        {arriving.map((message) => (
          <li key={`message ${message.id}`}>
            <MessageCard message={message} isArriving answers={calls.get(message.toolCallId)} />
          </li>
        ))}
        {after.map((entry) => (
          <ConversationItem key={keyOf(entry)} entry={entry} unanswered={none} calls={calls} />
        ))}
      </ol>
      <StateFields fields={conversation.fields} />
    </div>
  );
}

/** Of several calls with one id it is the last. */
function callsById(entries: ConversationEntry[], arriving: Message[]): ReadonlyMap<string | null, ToolCall> {
  const committed = entries.flatMap((entry) => (entry.type === 'message' ? [entry.message] : []));
  return new Map([...committed, ...arriving].flatMap(({ toolCalls }) => toolCalls.map((call) => [call.id, call])));
}

type UnansweredByMessage = ReadonlyMap<string | null, ReadonlySet<string>>;

const none: UnansweredByMessage = new Map();

function callsByMessage(calls: UnansweredToolCall[]): UnansweredByMessage {
  const byMessage = new Map<string | null, Set<string>>();
  for (const { messageId, callId } of calls) {
    byMessage.set(messageId, new Set([...(byMessage.get(messageId) ?? []), callId]));
  }
  return byMessage;
}

function keyOf(entry: ConversationEntry): string {
  switch (entry.type) {
    case 'message':
      return `message ${entry.message.id}`;
    case 'question':
      return `question ${entry.question.id}`;
    case 'run':
      return `run ${entry.run.id}`;
    case 'rollback':
      return `rollback ${entry.rollback.runId} ${entry.rollback.at}`;
    case 'end':
      return `end ${entry.end.at}`;
    default:
      return entry satisfies never;
  }
}

function NothingYet({ isQueued }: { isQueued: boolean }) {
  return (
    <EmptyState
      icon={<MessageSquare aria-hidden />}
      title={isQueued ? t`The first run is about to start` : t`Nothing has happened here yet`}
    >
      {isQueued ? t`Its messages appear here while it works.` : t`Send the first message below.`}
    </EmptyState>
  );
}
