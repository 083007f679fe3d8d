import type { Holdpoint } from '#lib/runs/holdpoint';
import { isRecord } from '#lib/runs/is-record';
import { danglingToolCalls } from '#lib/runs/repair/dangling-tool-calls';
import { type ThreadValues, threadValues } from '#lib/runs/thread-values';
import { arrangeConversation, type ConversationEntry, type RolledBackRun } from './arrange-conversation';
import { listComments } from './list-comments';
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
  const [values, runs, questions, rollbacks, comments] = await Promise.all([
    threadValues(hp, [threadId]),
    hp.db.prisma.run.findMany({ where: { threadId }, orderBy: { seq: 'asc' }, select: RUN_ITEM_SELECT }),
    hp.db.prisma.interrupt.findMany({
      where: { threadId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: QUESTION_SELECT,
    }),
    listRollbacks(hp, threadId),
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
    })),
    rollbacks,
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

async function listRollbacks({ db }: Holdpoint, threadId: string): Promise<RolledBackRun[]> {
  const rows = await db.prisma.decision.findMany({ where: { threadId, kind: 'rollback' }, orderBy: { id: 'asc' } });
  return rows.map(({ runId, actor, at, detail }) => {
    const known = isRecord(detail) ? detail : {};
    return {
      runId,
      actor,
      at: at.toISOString(),
      message: typeof known.message === 'string' ? known.message : null,
      checkpoints: typeof known.checkpoints === 'number' ? known.checkpoints : null,
      supersededBy: typeof known.superseded_by === 'string' ? known.superseded_by : null,
    };
  });
}
