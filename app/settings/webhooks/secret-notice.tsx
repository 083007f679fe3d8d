import { ShownOnce } from '#app/_ui/shown-once';

export function SecretNotice({ secret }: { secret: string }) {
  return (
    <ShownOnce title="Its secret, which is not shown again" text={secret} what="secret">
      The receiver checks signatures with it.
    </ShownOnce>
  );
}
