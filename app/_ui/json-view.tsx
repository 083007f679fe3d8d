'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { MaskedText } from '#app/_masking/masked-text';
import { msgid, ngettext, t } from '#lib/language/gettext';
import { isMaskable, isSecretAt } from '#lib/runs/masking/mask-value';
import { secretNames } from '#lib/runs/masking/secret-names';
import { classNames } from './class-names';

export interface JsonViewProps {
  value: unknown;
  /** It stands under a name of secrets. */
  isSecret?: boolean;
  /** Levels that start open; 2 unless told. */
  openLevels?: number;
  className?: string;
}

/** A tree of a JSON value, with secrets covered. Branches are built when they are opened, so a large state costs what is seen of it. */
export function JsonView({ value, isSecret, openLevels = 2, className }: JsonViewProps) {
  return (
    <div className={classNames('overflow-x-auto font-mono text-xs leading-5', className)}>
      <JsonNode value={value} isSecret={isSecret} level={0} openLevels={openLevels} />
    </div>
  );
}

interface NodeProps {
  name?: string;
  value: unknown;
  /** It stands below a name of secrets. */
  isSecret?: boolean;
  level: number;
  openLevels: number;
}

function JsonNode({ name, value, isSecret, level, openLevels }: NodeProps) {
  if (typeof value === 'object' && value !== null) {
    return (
      <JsonBranch
        name={name}
        entries={entriesOf(value)}
        isArray={Array.isArray(value)}
        isSecret={isSecret}
        level={level}
        openLevels={openLevels}
      />
    );
  }
  return (
    <div className="flex gap-1.5 pl-4.5">
      <Name name={name} />
      <Leaf value={value} isSecret={isSecret} />
    </div>
  );
}

interface BranchProps extends Omit<NodeProps, 'value'> {
  entries: [string, unknown][];
  isArray: boolean;
}

const PAGE = 100;

function JsonBranch({ name, entries, isArray, isSecret, level, openLevels }: BranchProps) {
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
          {open ? '' : ` ${countOf(entries.length, isArray)} ${right}`}
        </span>
      </button>
      {open ? (
        <div className="ml-1.5 border-l pl-2">
          {entries.slice(0, shown).map(([key, child]) => (
            <JsonNode
              key={key}
              name={key}
              value={child}
              isSecret={isSecret || (!isArray && isSecretAt(key, child, secretNames()))}
              level={level + 1}
              openLevels={openLevels}
            />
          ))}
          {entries.length > shown ? (
            <button
              type="button"
              className="min-h-6 pl-4.5 text-accent underline"
              onClick={() => setShown(shown + PAGE)}
            >
              {showMore(entries.length - shown)}
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

function Leaf({ value, isSecret }: { value: unknown; isSecret?: boolean }) {
  if (typeof value === 'string') {
    return (
      <span className="whitespace-pre-wrap text-success-ink wrap-anywhere">
        <MaskedText text={JSON.stringify(value)} isSecret={isSecret && value !== ''} />
      </span>
    );
  }
  const text = value === undefined ? 'undefined' : String(value);
  return (
    <span className="text-running-ink">
      {isSecret && isMaskable(value) ? <MaskedText text={text} isSecret /> : text}
    </span>
  );
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value);
}

function countOf(count: number, isArray: boolean): string {
  return isArray
    ? ngettext(msgid`${count} item`, msgid`${count} items`, count)
    : ngettext(msgid`${count} key`, msgid`${count} keys`, count);
}

function showMore(left: number): string {
  const next = Math.min(PAGE, left);
  return t`Show ${next} of ${left} more`;
}
