import type { Holdpoint } from '#lib/runs/holdpoint';
import { danglingToolCalls } from '#lib/runs/repair/dangling-tool-calls';
import { type ThreadValues, threadValues } from '#lib/runs/thread-values';
import { arrangeConversation, type ConversationEntry } from './arrange-conversation';
import { listComments } from './list-comments';
import { listEnds } from './list-ends';
import { listRollbacks } from './list-rollbacks';
import { listRunsOfMessages } from './list-runs-of-messages';
import { type Message, parseMessages } from './parse-message';
import { QUESTION_SELECT, toQuestionRecord } from './question-record';
import { withReplyProfiles } from './reply-profiles';
import { RUN_ITEM_SELECT, toRunItems } from './run-item';
import { toWire } from './wire';

/** A call by its message, for some providers use an id again in a later turn. */
export interface UnansweredToolCall {
  messageId: string | null;
  callId: string;
}

/** A thread's story: its messages, its runs and its questions, in order, and what else its state holds. */
export interface Conversation {
  entries: ConversationEntry[];
  /** The state without the messages that are told above, in the order of its keys. */
  fields: { key: string; value: unknown }[];
  /** The tool calls that no tool message answers. Those of the last message may still be running. */
  unansweredToolCalls: UnansweredToolCall[];
}

/** Reads the head of the thread. Runs no graph. */
export async function getConversation(hp: Holdpoint, threadId: string): Promise<Conversation> {
  const [values, runs, questions, rollbacks, ends, comments] = await Promise.all([
    threadValues(hp, [threadId]),
    hp.db.prisma.run.findMany({ where: { threadId }, orderBy: { seq: 'asc' }, select: RUN_ITEM_SELECT }),
    hp.db.prisma.interrupt.findMany({
      where: { threadId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: QUESTION_SELECT,
    }),
    listRollbacks(hp, threadId),
    listEnds(hp, threadId),
    listComments(hp, { interrupt: { threadId } }),
  ]);
  const records = await withReplyProfiles(hp, questions.map(toQuestionRecord));
  const { channel, messages, fields } = splitValues(values.get(threadId) ?? {});
  const entries = arrangeConversation({
    messages,
    runOfMessage: channel ? await listRunsOfMessages(hp, { threadId, channel }) : new Map(),
    runs: await toRunItems(hp, runs),
    questions: records.map((record) => ({
      ...record,
      comments: comments.filter(({ interruptId }) => interruptId === record.id),
      isEnded: ends.some(({ questionIds }) => questionIds.includes(record.id)),
    })),
    rollbacks,
    ends,
  });
  return toWire({ entries, fields, unansweredToolCalls: unansweredToolCalls(messages) });
}

function unansweredToolCalls(messages: Message[]): UnansweredToolCall[] {
  return danglingToolCalls(messages).map(({ index, call }) => ({
    messageId: messages[index]?.id ?? null,
    callId: call.id,
  }));
}

/** The channel called `messages` when there is one, else the first that holds a list of messages. */
function splitValues(values: ThreadValues) {
  const lists = Object.keys(values).filter((key) => Array.isArray(values[key]) && parseMessages(values[key]) !== null);
  const channel = lists.find((key) => key === 'messages') ?? lists.find((key) => parseMessages(values[key])?.length);
  return {
    channel,
    messages: (channel && parseMessages(values[channel])) || [],
    fields: Object.entries(values).flatMap(([key, value]) => (key === channel ? [] : [{ key, value }])),
  };
}
