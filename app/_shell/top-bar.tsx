'use client';

import { Menu, Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '#app/_ui/button';
import { t } from '#lib/language/gettext';
import { Brand } from './brand';
import { useShortcutSettings } from './use-shortcuts';
import { WaitingCount } from './waiting-count';

const PhoneMenu = dynamic(() => import('./phone-menu').then((module) => module.PhoneMenu), { loading: () => null });

/** The phone's navigation: the bottom of the screen stays free for the decision bar and the composer. */
export function TopBar() {
  const [open, setOpen] = useState(false);
  const { openPalette } = useShortcutSettings();
  return (
    <header className="sticky top-0 z-20 flex h-13 items-center gap-3 border-b bg-surface px-3 md:hidden">
      <Button
        variant="ghost"
        aria-label={t`Open menu`}
        aria-haspopup="dialog"
        aria-expanded={open}
        icon={<Menu aria-hidden />}
        className="px-2.5!"
        onClick={() => setOpen(true)}
      />
      {open ? <PhoneMenu open onOpenChange={setOpen} /> : null}
      <Link href="/inbox" className="rounded-md" aria-label={t`Holdpoint, to the inbox`}>
        <Brand />
      </Link>
      <div className="ml-auto flex items-center gap-1">
        <Link href="/inbox" className="flex h-11 items-center rounded-md px-2 empty:hidden">
          <WaitingCount />
        </Link>
        <Button
          variant="ghost"
          aria-label={t`Commands and search`}
          aria-haspopup="dialog"
          icon={<Search aria-hidden />}
          className="px-2.5!"
          onClick={openPalette}
        />
      </div>
    </header>
  );
}
