import type { ReactNode } from 'react';
import { classNames } from './class-names';

export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return <section className={classNames('rounded-lg border bg-surface', className)}>{children}</section>;
}

export interface CardHeaderProps {
  title: ReactNode;
  /** Small text after the title, such as a count. */
  detail?: ReactNode;
  actions?: ReactNode;
}

export function CardHeader({ title, detail, actions }: CardHeaderProps) {
  return (
    <header className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 border-b px-4 py-1.5">
      <h2 className="text-sm font-semibold">{title}</h2>
      {detail ? <span className="text-xs text-ink-faint">{detail}</span> : null}
      {actions ? <div className="ml-auto flex items-center gap-1.5">{actions}</div> : null}
    </header>
  );
}

export function CardBody({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={classNames('p-4', className)}>{children}</div>;
}
