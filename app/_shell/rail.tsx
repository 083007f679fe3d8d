'use client';

import { Keyboard, UserRound } from 'lucide-react';
import Link from 'next/link';
import { Button } from '#app/_ui/button';
import { Brand } from './brand';
import { NavLinks } from './nav-links';
import { useReviewer } from './reviewer';
import { ThemeSwitch } from './theme-switch';
import { useShortcutSettings } from './use-shortcuts';

/** Navigation beside the page, from 768 px up; below that `TopBar` takes its place. */
export function Rail() {
  return (
    <header className="sticky top-0 hidden h-dvh w-50 shrink-0 flex-col border-r bg-page md:flex">
      <Link href="/inbox" className="mx-4.5 mt-4 mb-4 self-start rounded-md" aria-label="Holdpoint, to the inbox">
        <Brand />
      </Link>
      <nav aria-label="Main" className="flex-1 overflow-y-auto px-2">
        <NavLinks />
      </nav>
      <RailFooter />
    </header>
  );
}

export function RailFooter() {
  const { name, askForName } = useReviewer();
  const { openSheet } = useShortcutSettings();
  return (
    <div className="flex flex-col gap-1 border-t p-2">
      <Button
        variant="ghost"
        className="w-full justify-start!"
        icon={<UserRound aria-hidden />}
        title={name ? `You decide as ${name}. Press to change.` : 'Give your name'}
        onClick={() => void askForName()}
      >
        <span className="truncate">{name ?? 'Who are you?'}</span>
      </Button>
      <div className="flex items-center justify-between">
        <ThemeSwitch />
        <Button
          variant="ghost"
          size="sm"
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts (?)"
          icon={<Keyboard aria-hidden />}
          onClick={openSheet}
        />
      </div>
    </div>
  );
}
