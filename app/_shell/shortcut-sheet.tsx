'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useRef } from 'react';
import { usePreferences } from '#app/_preferences/preferences-provider';
import { Badge } from '#app/_ui/badge';
import { Dialog } from '#app/_ui/dialog';
import { t } from '#lib/language/gettext';
import { ShortcutCaps } from './shortcut-caps';
import { holdsOn, isEverywhere, type ShortcutGroup, shortcutCatalogue } from './shortcut-catalogue';

/** All keys, those of the screen below first. */
export function ShortcutSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { preferences, change } = usePreferences();
  const pathname = usePathname();
  // Not the first field, which is at the end of all that there is to read.
  const keys = useRef<HTMLDivElement>(null);
  const isHere = (group: ShortcutGroup) => holdsOn(group, pathname);
  const groups = [...shortcutCatalogue.filter(isHere), ...shortcutCatalogue.filter((group) => !isHere(group))];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t`Keyboard shortcuts`} initialFocus={keys}>
      <div ref={keys} tabIndex={-1} className="flex flex-col gap-4 outline-none">
        {groups.map((group) => (
          <section key={group.title()} aria-label={group.title()}>
            <h3 className="mb-1 flex items-center gap-2 text-xs font-semibold text-ink-faint">
              {group.title()}
              {isHere(group) && !isEverywhere(group) ? <Badge tone="accent">{t`Here`}</Badge> : null}
            </h3>
            <dl className="flex flex-col">
              {group.entries.map(({ keys, what }) => (
                <div key={what()} className="flex min-h-7 items-center justify-between gap-4">
                  <dt className="text-sm">{what()}</dt>
                  <dd className="flex gap-2.5">
                    {keys.map((each) => (
                      <ShortcutCaps key={each} keys={each} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <div className="flex flex-wrap items-center justify-between gap-2 border-t pt-3">
          <label className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={preferences.singleKeys}
              onChange={(event) => void change({ singleKeys: event.target.checked })}
              className="size-4 accent-accent"
            />
            {t`Single-key shortcuts are on`}
          </label>
          <Link
            href="/settings/keys"
            prefetch={false}
            onClick={() => onOpenChange(false)}
            className="rounded-sm text-sm text-accent underline underline-offset-2"
          >
            {t`Change keys`}
          </Link>
        </div>
      </div>
    </Dialog>
  );
}
