import { ShownOnce } from '#app/_ui/shown-once';
import { c, t } from '#lib/language/gettext';

export function SecretNotice({ secret }: { secret: string }) {
  return (
    <ShownOnce title={t`Its secret, which is not shown again`} text={secret} what={c('what is copied').t`secret`}>
      {t`The receiver checks signatures with it.`}
    </ShownOnce>
  );
}
