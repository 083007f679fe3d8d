import { Link2Off } from 'lucide-react';
import { EmptyState } from '#app/_ui/empty-state';

const texts = {
  revoked: { title: 'This link was revoked', text: 'Whoever sent it to you has taken it back.' },
  expired: { title: 'This link has expired', text: 'If your answer is still wanted, ask for another one.' },
  unknown: { title: 'This link leads nowhere', text: 'It may be incomplete, or what it asked about is gone.' },
};

/** Nothing can be decided here, and nothing is told. */
export function LinkEnd({ state }: { state: keyof typeof texts }) {
  const { title, text } = texts[state];
  return (
    <EmptyState isPage icon={<Link2Off aria-hidden />} title={title}>
      {text}
    </EmptyState>
  );
}
