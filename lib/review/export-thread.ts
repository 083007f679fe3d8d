import type { Holdpoint } from '#lib/runs/holdpoint';
import { getThreadHistory } from '#lib/runs/thread-state';
import { getConversation } from './get-conversation';
import { checkpointIdOf, toStateView } from './get-state-view';
import { getThread } from './get-thread';
import { type ActivityItem, listActivity } from './list-activity';

const PAGE_SIZE = 100;

/**
 * All that is known of a thread as one JSON document, in pieces of text: `{thread, state, conversation, decisions, history}`, the
 * newest of each list first but for the conversation. Null when there is no such thread.
 */
export async function exportThread(hp: Holdpoint, threadId: string): Promise<AsyncGenerator<string> | null> {
  const thread = await getThread(hp, threadId);
  return thread && pieces(hp, threadId, thread);
}

async function* pieces(hp: Holdpoint, threadId: string, thread: object): AsyncGenerator<string> {
  const [head] = await getThreadHistory(hp, { threadId, checkpointNs: '', limit: 1 });
  const { entries } = await getConversation(hp, threadId);
  yield `{"thread":${JSON.stringify(thread)},\n"state":${JSON.stringify(head ? toStateView(head) : null)},\n`;
  yield `"conversation":${JSON.stringify(entries)},\n"decisions":[`;
  yield* joined(decisionsOf(hp, threadId));
  yield '],\n"history":[';
  yield* joined(historyOf(hp, threadId));
  yield ']}\n';
}

async function* decisionsOf(hp: Holdpoint, threadId: string): AsyncGenerator<ActivityItem> {
  for (let before: string | null | undefined; before !== null; ) {
    const page = await listActivity(hp, { threadId, before, limit: PAGE_SIZE });
    yield* page.items;
    before = page.next;
  }
}

async function* historyOf(hp: Holdpoint, threadId: string): AsyncGenerator<object> {
  for (let before: string | undefined; ; ) {
    const states = await getThreadHistory(hp, { threadId, checkpointNs: '', limit: PAGE_SIZE, before });
    for (const state of states) yield toStateView(state);
    const last = states.at(-1);
    if (!last || states.length < PAGE_SIZE) return;
    before = checkpointIdOf(last.config) ?? undefined;
  }
}

async function* joined(items: AsyncIterable<object>): AsyncGenerator<string> {
  let separator = '\n';
  for await (const item of items) {
    yield separator + JSON.stringify(item);
    separator = ',\n';
  }
}
