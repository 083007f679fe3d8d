import type { ReactNode } from 'react';

export interface PageHeaderProps {
  title: ReactNode;
  /** Breadcrumb or badge line above or beside the title. */
  eyebrow?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, eyebrow, description, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 pt-4 pb-3 md:px-6 md:pt-5">
      <div className="min-w-0 flex-1 basis-52">
        {eyebrow ? (
          <div className="mb-1 flex flex-wrap items-center gap-1.5 text-xs text-ink-faint">{eyebrow}</div>
        ) : null}
        <h1 dir="auto" className="text-lg font-semibold tracking-tight text-balance wrap-anywhere">
          {title}
        </h1>
        {description ? <p className="mt-0.5 text-sm text-ink-faint">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
