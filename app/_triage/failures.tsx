import { Notice } from '#app/_ui/notice';

/** What was left as it was, and why. */
export function Failures({ messages }: { messages: string[] }) {
  if (messages.length === 0) return null;
  return (
    <Notice
      tone="danger"
      role="alert"
      title={messages.length === 1 ? 'Left as it is' : `${messages.length} left as they are`}
    >
      <ul>
        {messages.map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </Notice>
  );
}
