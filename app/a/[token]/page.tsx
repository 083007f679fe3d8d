import { notFound } from 'next/navigation';
import { getLinkView } from '#lib/review/get-link-view';
import { holdpoint } from '#lib/runs/holdpoint';
import { LinkEnd } from './link-end';
import { LinkOutcome } from './link-outcome';
import { LinkedQuestion } from './linked-question';

/** Looking changes nothing: previews and scanners open every address they are shown. */
export default async function LinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const view = await getLinkView(await holdpoint(), token);
  if (!view) notFound();
  switch (view.state) {
    case 'open':
      return <LinkedQuestion token={token} view={view} />;
    case 'used':
    case 'decided':
      return <LinkOutcome view={view} />;
    case 'revoked':
    case 'expired':
      return <LinkEnd state={view.state} />;
    default:
      return view satisfies never;
  }
}
