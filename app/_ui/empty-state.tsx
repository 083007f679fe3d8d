import type { ReactNode } from 'react';

export interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** The title is the heading of the whole page. */
  isPage?: boolean;
  children?: ReactNode;
  actions?: ReactNode;
}

export function EmptyState({ icon, title, isPage, children, actions }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-14 text-center [&>svg]:size-7 [&>svg]:text-ink-faint">
      {icon}
      <Title className="text-base font-semibold">{title}</Title>
      {children ? <div className="max-w-md text-sm text-ink-faint">{children}</div> : null}
      {actions ? <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
