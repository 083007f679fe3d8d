'use client';

import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { usePreferences } from '#app/_preferences/preferences-provider';
import { classNames } from '#app/_ui/class-names';
import { splitColumns } from './list-width';
import type { ReadingPaneControl } from './use-reading-pane';

const ListSplitter = dynamic(() => import('./list-splitter').then((module) => module.ListSplitter), {
  loading: () => null,
});
const ReadingPane = dynamic(() => import('./reading-pane').then((module) => module.ReadingPane), {
  loading: () => null,
});

/** The list, and a question beside it for who wants that; on a narrow screen the list alone. */
export function InboxSplit({ pane, children }: { pane: ReadingPaneControl; children: ReactNode }) {
  const { readingPane, listWidth } = usePreferences().preferences;
  return (
    <div
      style={{ gridTemplateColumns: splitColumns(listWidth) }}
      className={classNames('flex-1', readingPane && 'lg:grid')}
    >
      <div className="@container min-w-0">{children}</div>
      {pane.isOn ? (
        <>
          <ListSplitter />
          <ReadingPane pane={pane} />
        </>
      ) : null}
    </div>
  );
}
