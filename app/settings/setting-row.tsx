import type { ReactNode } from 'react';

export interface SettingRowProps {
  title: string;
  description?: ReactNode;
  /** The control, which is labelled by itself. */
  children: ReactNode;
}

/** What is set, what it does, and the control at its end. */
export function SettingRow({ title, description, children }: SettingRowProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-sm font-medium">{title}</p>
        {description ? <p className="text-xs text-ink-faint">{description}</p> : null}
      </div>
      {children}
    </div>
  );
}
