import { CopyButton } from '#app/_ui/copy-button';
import { Notice } from '#app/_ui/notice';

export function SecretNotice({ secret }: { secret: string }) {
  return (
    <Notice
      tone="success"
      role="status"
      title="Its secret, which is not shown again"
      actions={<CopyButton text={secret} what="secret" />}
    >
      <code className="block font-mono text-xs text-ink wrap-anywhere">{secret}</code>
      The receiver checks signatures with it.
    </Notice>
  );
}
