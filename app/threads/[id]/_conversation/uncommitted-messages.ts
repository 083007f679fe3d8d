import type { ConversationEntry } from '#lib/review/arrange-conversation';
import type { StreamedMessages } from '#lib/review/merge-streamed-message';
import { type Message, parseMessage } from '#lib/review/parse-message';

/** Streamed messages that the thread's state does not hold yet: once it does, the state's own word counts. */
export function uncommittedMessages(streamed: StreamedMessages, entries: readonly ConversationEntry[]): Message[] {
  const committed = new Set(entries.map((entry) => (entry.type === 'message' ? entry.message.id : null)));
  return [...streamed.values()].flatMap((dict) => {
    const message = parseMessage(dict);
    return message && !committed.has(message.id) ? [message] : [];
  });
}
