'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { Button } from '#app/_ui/button';
import { useReturnFocus } from '#app/_ui/use-return-focus';
import { c, t } from '#lib/language/gettext';
import { Brand } from './brand';
import { NavLinks } from './nav-links';
import { RailFooter } from './rail';

export interface PhoneMenuProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The phone's navigation, laid over the page. */
export function PhoneMenu({ open, onOpenChange }: PhoneMenuProps) {
  const returnFocus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[oklch(0.15_0.02_240/0.45)]" />
        <Radix.Content
          {...returnFocus}
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
              <Button variant="ghost" aria-label={t`Close menu`} icon={<X aria-hidden />} className="px-2.5!" />
            </Radix.Close>
          </div>
          <nav aria-label={c('navigation').t`Main`} className="flex-1 overflow-y-auto px-2">
            <NavLinks onNavigate={() => onOpenChange(false)} />
          </nav>
          <RailFooter />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
