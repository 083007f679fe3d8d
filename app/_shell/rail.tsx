'use client';

import { Keyboard, Search, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Button } from '#app/_ui/button';
import { c, t } from '#lib/language/gettext';
import { Brand } from './brand';
import { NavLinks } from './nav-links';
import { useReviewer } from './reviewer';
import { ShortcutCaps } from './shortcut-caps';
import { useAriaKeys } from './use-own-keys';
import { useShortcutSettings } from './use-shortcuts';

/** Navigation beside the page, from 768 px up; below that `TopBar` takes its place. */
export function Rail() {
  const { openPalette } = useShortcutSettings();
  const ariaKeys = useAriaKeys();
  return (
    <header className="sticky top-0 hidden h-dvh w-50 shrink-0 flex-col border-r bg-page md:flex">
      <Link href="/inbox" className="mx-4.5 mt-4 mb-4 self-start rounded-md" aria-label={t`Holdpoint, to the inbox`}>
        <Brand />
      </Link>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts={ariaKeys('mod+k')}
        onClick={openPalette}
        className="mx-2 mb-2 flex h-8 items-center gap-2.5 rounded-md border border-control-line bg-surface px-2.5 text-sm text-ink-faint hover:text-ink pointer-coarse:h-11"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="flex-1 text-left">{t`Search`}</span>
        <ShortcutCaps keys="mod+k" />
      </button>
      <nav aria-label={c('navigation').t`Main`} className="flex-1 overflow-y-auto px-2">
        <NavLinks />
      </nav>
      <RailFooter />
    </header>
  );
}

export function RailFooter() {
  const { name, askForName, isMember } = useReviewer();
  const router = useRouter();
  const { openSheet } = useShortcutSettings();
  const ariaKeys = useAriaKeys();
  return (
    <div className="flex flex-col gap-1 border-t p-2">
      <Button
        variant="ghost"
        className="w-full justify-start!"
        icon={<UserRound aria-hidden />}
        title={titleOf(name, isMember)}
        onClick={() => (isMember ? router.push('/settings/profile') : void askForName())}
      >
        <span className="truncate">{name ?? t`Who are you?`}</span>
      </Button>
      <Button
        variant="ghost"
        className="w-full justify-start!"
        icon={<Keyboard aria-hidden />}
        aria-keyshortcuts={ariaKeys('?')}
        onClick={openSheet}
      >
        {t`Keyboard shortcuts`}
      </Button>
    </div>
  );
}

function titleOf(name: string | null, isMember: boolean): string {
  if (!name) return t`Give your name`;
  return isMember
    ? t`You are signed in as ${name}. Press for your profile.`
    : t`You decide as ${name}. Press to change.`;
}
