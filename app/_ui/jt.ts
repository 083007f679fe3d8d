import { createElement, Fragment, type ReactNode } from 'react';
import { piecesOf } from '#lib/language/gettext';

/** A sentence with elements in it: jt`Open ${<Link href="/inbox">{t`the inbox`}</Link>} first`. */
export function jt(strings: TemplateStringsArray, ...values: ReactNode[]): ReactNode {
  const nodes = piecesOf(strings).map((piece, index) => (index % 2 === 0 ? piece : values[Number(piece)]));
  // Each place of a sentence holds the same element from one rendering to the next, so they need no keys.
  return createElement(Fragment, null, ...nodes);
}
