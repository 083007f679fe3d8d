import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { toneClass } from './badge';
import { classNames } from './class-names';

export type NoticeTone = 'neutral' | 'waiting' | 'success' | 'danger' | 'running';

const icons = { neutral: Info, running: Info, waiting: TriangleAlert, success: CircleCheck, danger: CircleAlert };

export interface NoticeProps {
  tone?: NoticeTone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Announced by screen readers when it appears: `alert` at once, `status` when they are free. */
  role?: 'alert' | 'status';
}

/** A banner inside the page, for what the reader must know before going on. */
export function Notice({ tone = 'neutral', title, children, actions, role }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div
      role={role}
      className={classNames('flex flex-wrap items-start gap-x-3 gap-y-2 rounded-md px-3 py-2.5', toneClass[tone])}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 basis-52 text-sm wrap-anywhere">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-ink-soft">{children}</div> : null}
      </div>
      {actions ? <div className="flex gap-2">{actions}</div> : null}
    </div>
  );
}
