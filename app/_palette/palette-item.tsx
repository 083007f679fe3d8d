import { Command } from 'cmdk';
import type { ReactNode } from 'react';

export interface PaletteItemProps {
  /** What it is found by; no two are the same. */
  value: string;
  icon?: ReactNode;
  /** At the end of the line. */
  hint?: ReactNode;
  /** It is shown whatever is typed. */
  isFound?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export function PaletteItem({ value, icon, hint, isFound, onSelect, children }: PaletteItemProps) {
  return (
    <Command.Item
      value={value}
      forceMount={isFound}
      onSelect={onSelect}
      className="flex min-h-9 items-center gap-2.5 rounded-md px-2.5 text-sm data-[selected=true]:bg-accent-soft data-[selected=true]:outline-1 data-[selected=true]:outline-transparent pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-faint"
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint ? <span className="flex shrink-0 items-center gap-1 text-xs text-ink-soft">{hint}</span> : null}
    </Command.Item>
  );
}

export interface PaletteGroupProps {
  title: string;
  isFound?: boolean;
  children: ReactNode;
}

export function PaletteGroup({ title, isFound, children }: PaletteGroupProps) {
  return (
    <Command.Group
      heading={title}
      forceMount={isFound}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-ink-faint"
    >
      {children}
    </Command.Group>
  );
}
