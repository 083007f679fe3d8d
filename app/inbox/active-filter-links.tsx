import { X } from 'lucide-react';
import Link from 'next/link';
import { t } from '#lib/language/gettext';
import type { ActiveFilter } from './active-filters';
import { type InboxParams, inboxQuery } from './inbox-params';

export interface ActiveFilterLinksProps {
  filters: ActiveFilter[];
  params: InboxParams;
  onChange: (change: Partial<InboxParams>) => void;
}

/** What narrows the view, where its fields are folded away; each is taken away by a press. */
export function ActiveFilterLinks({ filters, params, onChange }: ActiveFilterLinksProps) {
  return (
    <ul aria-label={t`Active filters`} className="flex basis-full flex-wrap gap-2 @min-[35rem]:hidden">
      {filters.map(({ label, without }) => (
        <li key={Object.keys(without).join()} className="max-w-full">
          <Link
            href={`/inbox${inboxQuery({ ...params, ...without, after: null })}`}
            prefetch={false}
            aria-label={t`Remove ${label}`}
            onClick={(event) => {
              event.preventDefault();
              onChange(without);
            }}
            className="flex h-7 items-center gap-1.5 rounded-full bg-accent-soft px-3 text-xs text-accent-strong pointer-coarse:h-9"
          >
            <span className="truncate">{label}</span>
            <X aria-hidden className="size-3.5 shrink-0" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
