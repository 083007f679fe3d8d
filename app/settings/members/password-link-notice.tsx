import { ShownOnce } from '#app/_ui/shown-once';
import { c, t } from '#lib/language/gettext';

/** `address` has no origin where the server does not know by which it is reached: then it is that of this page. */
export function PasswordLinkNotice({ name, address }: { name: string; address: string }) {
  return (
    <ShownOnce
      title={t`A link for ${name}, which is not shown again`}
      text={new URL(address, location.href).href}
      what={c('what is copied').t`link`}
    >
      {t`Give it to ${name} in person or by a message that nobody else reads: whoever opens it chooses the password. It is good once, and for 3 days.`}
    </ShownOnce>
  );
}
