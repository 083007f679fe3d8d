'use client';

import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { formatCount } from './format-count';

export interface TabItem {
  value: string;
  label: string;
  count?: number;
}

export interface TabsProps {
  value: string;
  onValueChange: (value: string) => void;
  items: TabItem[];
  /** Names the tab list for screen readers. */
  label: string;
  /** One `TabPanel` for each item. */
  children: ReactNode;
}

const trigger =
  'relative flex h-10 shrink-0 items-center gap-1.5 px-1 text-sm font-medium text-ink-faint hover:text-ink ' +
  'data-[state=active]:text-ink data-[state=active]:after:absolute data-[state=active]:after:inset-x-0 ' +
  'data-[state=active]:after:bottom-0 data-[state=active]:after:h-0.5 data-[state=active]:after:bg-accent';

export function Tabs({ value, onValueChange, items, label, children }: TabsProps) {
  return (
    <Radix.Root value={value} onValueChange={onValueChange}>
      <Radix.List
        aria-label={label}
        className="flex gap-x-5 overflow-x-auto border-b px-4 max-[22rem]:flex-wrap md:px-6"
      >
        {items.map((item) => (
          <Radix.Trigger key={item.value} value={item.value} className={trigger}>
            {item.label}
            {item.count === undefined ? null : (
              <span className="rounded bg-sunken px-1 text-xs font-normal text-ink-soft tabular-nums">
                {formatCount(item.count)}
              </span>
            )}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {children}
    </Radix.Root>
  );
}

export function TabPanel({ value, children, className }: { value: string; children: ReactNode; className?: string }) {
  return (
    <Radix.Content value={value} className={className}>
      {children}
    </Radix.Content>
  );
}
