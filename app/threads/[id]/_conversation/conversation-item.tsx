import type { ConversationEntry } from '#lib/review/arrange-conversation';
import type { ToolCall } from '#lib/review/parse-message';
import { EndLine } from './end-line';
import { MessageCard } from './message-card';
import { QuestionItem } from './question-item';
import { RollbackLine } from './rollback-line';
import { RunLine } from './run-line';

export interface ConversationItemProps {
  entry: ConversationEntry;
  /** The tool calls that will not be answered any more, by the id of the message that asked. */
  unanswered: ReadonlyMap<string | null, ReadonlySet<string>>;
  /** By id. */
  calls: ReadonlyMap<string | null, ToolCall>;
}

export function ConversationItem({ entry, unanswered, calls }: ConversationItemProps) {
  switch (entry.type) {
    case 'message':
      return (
        <li>
          <MessageCard
            message={entry.message}
            unanswered={unanswered.get(entry.message.id)}
            answers={calls.get(entry.message.toolCallId)}
          />
        </li>
      );
    case 'question':
      return (
        <li id={`question-${entry.question.id}`} className="scroll-mt-20">
          <QuestionItem question={entry.question} />
        </li>
      );
    case 'run':
      return (
        <li>
          <RunLine run={entry.run} />
        </li>
      );
    case 'rollback':
      return (
        <li>
          <RollbackLine rollback={entry.rollback} />
        </li>
      );
    case 'end':
      return (
        <li>
          <EndLine end={entry.end} />
        </li>
      );
    default:
      return entry satisfies never;
  }
}
