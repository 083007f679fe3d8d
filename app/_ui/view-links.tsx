import Link from 'next/link';
import { classNames } from './class-names';
import { formatCount } from './format-count';

export interface ViewLink {
  /** Where two views may have the same address. */
  key?: string;
  /** What the address holds of it. */
  href: string;
  label: string;
  count?: number;
  isCurrent: boolean;
}

export interface ViewLinksProps {
  label: string;
  views: ViewLink[];
  /** Where their counts stop. */
  many?: number;
}

/** The views of a list, each with an address of its own. */
export function ViewLinks({ label, views, many }: ViewLinksProps) {
  return (
    <nav aria-label={label} className="flex gap-x-5 overflow-x-auto border-b px-4 max-[22rem]:flex-wrap md:px-6">
      {views.map(({ key, href, label: name, count, isCurrent }) => (
        <Link
          key={key ?? href}
          href={href}
          aria-current={isCurrent ? 'page' : undefined}
          prefetch={false}
          ref={isCurrent ? bringIntoSight : undefined}
          className={classNames(
            'relative flex h-10 shrink-0 items-center gap-1.5 px-1 text-sm font-medium hover:text-ink',
            isCurrent
              ? 'text-ink after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:bg-accent'
              : 'text-ink-faint',
          )}
        >
          {name}
          {count === undefined ? null : (
            <span className="rounded bg-sunken px-1 text-xs font-normal text-ink-soft tabular-nums">
              {formatCount(count, many)}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}

/** On a phone the views are scrolled sideways, and the page should not be. */
function bringIntoSight(link: HTMLElement | null): void {
  const links = link?.parentElement;
  if (!link || !links) return;
  const [inside, around] = [link.getBoundingClientRect(), links.getBoundingClientRect()];
  links.scrollLeft += inside.left + inside.width / 2 - (around.left + around.width / 2);
}
