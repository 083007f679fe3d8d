'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { classNames } from '#app/_ui/class-names';
import { isCurrent, navItems } from './nav-items';
import { WaitingCount } from './waiting-count';

export function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  const pathname = usePathname();
  return (
    <ul className="flex flex-col gap-0.5">
      {navItems.map((item) => {
        const current = isCurrent(item, pathname);
        const Icon = item.icon;
        return (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={current ? 'page' : undefined}
              onClick={onNavigate}
              className={classNames(
                'flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium pointer-coarse:h-11',
                current ? 'bg-sunken text-ink' : 'text-ink-soft hover:bg-sunken hover:text-ink',
              )}
            >
              <Icon aria-hidden className={classNames('size-4 shrink-0', current && 'text-accent')} />
              {item.label()}
              {item.href === '/inbox' ? <WaitingCount /> : null}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
