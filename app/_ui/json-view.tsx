'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { classNames } from './class-names';

export interface JsonViewProps {
  value: unknown;
  /** Levels that start open; 2 unless told. */
  openLevels?: number;
  className?: string;
}

/** A tree of a JSON value. Branches are built when they are opened, so a large state costs what is seen of it. */
export function JsonView({ value, openLevels = 2, className }: JsonViewProps) {
  return (
    <div className={classNames('overflow-x-auto font-mono text-xs leading-5', className)}>
      <JsonNode value={value} level={0} openLevels={openLevels} />
    </div>
  );
}

interface NodeProps {
  name?: string;
  value: unknown;
  level: number;
  openLevels: number;
}

function JsonNode({ name, value, level, openLevels }: NodeProps) {
  if (typeof value === 'object' && value !== null) {
    return (
      <JsonBranch
        name={name}
        entries={entriesOf(value)}
        isArray={Array.isArray(value)}
        level={level}
        openLevels={openLevels}
      />
    );
  }
  return (
    <div className="flex gap-1.5 pl-4.5">
      <Name name={name} />
      <Leaf value={value} />
    </div>
  );
}

interface BranchProps extends Omit<NodeProps, 'value'> {
  entries: [string, unknown][];
  isArray: boolean;
}

const PAGE = 100;

function JsonBranch({ name, entries, isArray, level, openLevels }: BranchProps) {
  const [open, setOpen] = useState(level < openLevels);
  const [shown, setShown] = useState(PAGE);
  const [left, right] = isArray ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) {
    return (
      <div className="flex gap-1.5 pl-4.5">
        <Name name={name} />
        <span className="text-ink-faint">{left + right}</span>
      </div>
    );
  }
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-6 items-center gap-1.5 rounded text-left hover:bg-sunken"
      >
        <ChevronRight
          aria-hidden
          className={classNames('-mr-0.5 size-3 text-ink-faint transition-transform', open && 'rotate-90')}
        />
        <Name name={name} />
        <span className="text-ink-faint">
          {left}
          {open ? '' : ` ${countOf(entries.length, isArray ? 'item' : 'key')} ${right}`}
        </span>
      </button>
      {open ? (
        <div className="ml-1.5 border-l pl-2">
          {entries.slice(0, shown).map(([key, child]) => (
            <JsonNode key={key} name={key} value={child} level={level + 1} openLevels={openLevels} />
          ))}
          {entries.length > shown ? (
            <button
              type="button"
              className="min-h-6 pl-4.5 text-accent underline"
              onClick={() => setShown(shown + PAGE)}
            >
              Show {Math.min(PAGE, entries.length - shown)} of {entries.length - shown} more
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function Name({ name }: { name?: string }) {
  return name === undefined ? null : <span className="shrink-0 text-ink-soft">{name}:</span>;
}

function Leaf({ value }: { value: unknown }) {
  if (typeof value === 'string') {
    return <span className="whitespace-pre-wrap text-success-ink wrap-anywhere">{JSON.stringify(value)}</span>;
  }
  return <span className="text-running-ink">{value === undefined ? 'undefined' : String(value)}</span>;
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value);
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
