'use client';

import { Menu, X } from 'lucide-react';
import Link from 'next/link';
import { Dialog as Radix } from 'radix-ui';
import { useState } from 'react';
import { Button } from '#app/_ui/button';
import { Brand } from './brand';
import { NavLinks } from './nav-links';
import { RailFooter } from './rail';
import { WaitingCount } from './waiting-count';

/** The phone's navigation: the bottom of the screen stays free for the decision bar and the composer. */
export function TopBar() {
  const [open, setOpen] = useState(false);
  return (
    <header className="sticky top-0 z-20 flex h-13 items-center gap-3 border-b bg-surface px-3 md:hidden">
      <Radix.Root open={open} onOpenChange={setOpen}>
        <Radix.Trigger asChild>
          <Button variant="ghost" aria-label="Open menu" icon={<Menu aria-hidden />} className="px-2.5!" />
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Overlay className="fixed inset-0 z-40 bg-[oklch(0.15_0.02_240/0.45)]" />
          <Radix.Content
            aria-describedby={undefined}
            className="fixed inset-y-0 left-0 z-50 flex w-[min(17rem,85vw)] flex-col border-r bg-surface shadow-raised"
          >
            <div className="flex h-13 items-center justify-between pr-2 pl-4">
              <Radix.Title asChild>
                <span>
                  <Brand />
                </span>
              </Radix.Title>
              <Radix.Close asChild>
                <Button variant="ghost" aria-label="Close menu" icon={<X aria-hidden />} className="px-2.5!" />
              </Radix.Close>
            </div>
            <nav aria-label="Main" className="flex-1 overflow-y-auto px-2">
              <NavLinks onNavigate={() => setOpen(false)} />
            </nav>
            <RailFooter />
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
      <Link href="/inbox" className="rounded-md" aria-label="Holdpoint, to the inbox">
        <Brand />
      </Link>
      <Link href="/inbox" className="ml-auto flex h-11 items-center rounded-md px-2 empty:hidden">
        <WaitingCount />
      </Link>
    </header>
  );
}
