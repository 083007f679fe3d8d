import { Link2Off } from 'lucide-react';
import { EmptyState } from '#app/_ui/empty-state';
import { t } from '#lib/language/gettext';

const texts = () => ({
  revoked: { title: t`This link was revoked`, text: t`Whoever sent it to you has taken it back.` },
  expired: { title: t`This link has expired`, text: t`If your answer is still wanted, ask for another one.` },
  unknown: { title: t`This link leads nowhere`, text: t`It may be incomplete, or what it asked about is gone.` },
});

/** Nothing can be decided here, and nothing is told. */
export function LinkEnd({ state }: { state: keyof ReturnType<typeof texts> }) {
  const { title, text } = texts()[state];
  return (
    <EmptyState isPage icon={<Link2Off aria-hidden />} title={title}>
      {text}
    </EmptyState>
  );
}
