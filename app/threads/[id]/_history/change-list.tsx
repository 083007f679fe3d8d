'use client';

import { ArrowUpDown, type LucideIcon, Minus, PenLine, Plus } from 'lucide-react';
import { useState } from 'react';
import { JsonView } from '#app/_ui/json-view';
import { c, t } from '#lib/language/gettext';
import { describePath } from '#lib/review/describe-path';
import { describeNamed } from '#lib/review/describe-value';
import type { ChangeKind, StateChange } from '#lib/review/summarize-change';
import { isSecretPlace } from '#lib/runs/masking/mask-value';
import { secretNames } from '#lib/runs/masking/secret-names';

const looks: Record<ChangeKind, { icon: LucideIcon; className: string }> = {
  added: { icon: Plus, className: 'text-success-ink' },
  changed: { icon: PenLine, className: 'text-running-ink' },
  removed: { icon: Minus, className: 'text-danger-ink' },
  moved: { icon: ArrowUpDown, className: 'text-ink-soft' },
};

/** What a checkpoint changed against its parent. */
export function ChangeList({ changes }: { changes: StateChange[] }) {
  if (changes.length === 0) return <p className="text-xs text-ink-faint">{t`Changed no value.`}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {changes.map((change) => (
        <Change key={`${change.kind} ${describePath(change.path)}`} change={change} />
      ))}
    </ul>
  );
}

function Change({ change }: { change: StateChange }) {
  const [open, setOpen] = useState(false);
  const { icon: Icon, className } = looks[change.kind];
  const path = describePath(change.path);
  const isSecret = isSecretPlace(change.path, secretNames());
  return (
    <li className="text-xs">
      <div className="flex items-start gap-2">
        <Icon aria-hidden className={`mt-0.5 size-3.5 shrink-0 ${className}`} />
        <p className="min-w-0 flex-1 wrap-anywhere">
          <span className="font-mono font-medium">{path}</span> <span className={className}>{kindOf(change)}</span>
          <span className="text-ink-soft">{summaryOf(change)}</span>
        </p>
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          aria-label={open ? t`Hide value of ${path}` : t`Show value of ${path}`}
          className="min-h-6 shrink-0 text-accent underline"
        >
          {open ? t`Hide value` : t`Show value`}
        </button>
      </div>
      {open ? (
        <div className="mt-1 ml-5.5 grid gap-2 rounded bg-sunken p-2 sm:grid-cols-2">
          {change.kind === 'changed' || change.kind === 'removed' ? (
            <Side label={t`Before`} value={change.before} isSecret={isSecret} />
          ) : null}
          {change.kind === 'removed' ? null : <Side label={t`After`} value={change.after} isSecret={isSecret} />}
        </div>
      ) : null}
    </li>
  );
}

function kindOf({ kind }: StateChange): string {
  const kinds: Record<ChangeKind, string> = {
    added: c('a value').t`added`,
    changed: c('a value').t`changed`,
    removed: c('a value').t`removed`,
    moved: c('a value').t`moved`,
  };
  return kinds[kind];
}

/** Goes on after the kind of the change. */
function summaryOf({ kind, path, before, after }: StateChange): string {
  const name = String(path.at(-1) ?? '');
  const text = (value: unknown, maxLength?: number) => describeNamed(name, value, maxLength);
  if (kind === 'changed') return `: ${text(before, 60)} → ${text(after, 60)}`;
  if (kind === 'moved') return ` ${movedTo(String(after))}`;
  return `: ${text(kind === 'added' ? after : before)}`;
}

function movedTo(place: string): string {
  return t`to place ${place}`;
}

function Side({ label, value, isSecret }: { label: string; value: unknown; isSecret: boolean }) {
  return (
    <div className="min-w-0">
      <p className="font-medium text-ink-faint">{label}</p>
      <JsonView value={value} isSecret={isSecret} openLevels={2} />
    </div>
  );
}
