import Link from 'next/link';
import type { ReactNode } from 'react';
import { describeChange } from '#app/_auth/describe-change';
import { TimeAgo } from '#app/_ui/time-ago';
import { msgid, ngettext, t } from '#lib/language/gettext';
import { describeValue } from '#lib/review/describe-value';
import type { ActivityItem } from '#lib/review/list-activity';
import { shortId } from '#lib/review/short-id';
import { threadName } from '#lib/review/thread-name';
import { maskedText } from '#lib/runs/masking/mask-text';
import { secretNames } from '#lib/runs/masking/secret-names';
import { arrangedText, earlierText } from './arranged-text';
import { BeforeAfter } from './before-after';
import { decisionLook } from './decision-look';
import { DecisionSentence } from './decision-sentence';

export function ActivityRow({ item }: { item: ActivityItem }) {
  const { icon: Icon } = decisionLook(item.kind);
  return (
    <li className="flex gap-3 px-4 py-2.5 compact:py-1 md:px-6">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
      <div className="min-w-0 flex-1">
        {item.subject === null ? <Decision item={item} /> : <AccountChange item={item} subject={item.subject} />}
      </div>
      <TimeAgo at={item.at} className="shrink-0 text-xs text-ink-faint tabular-nums" />
    </li>
  );
}

function AccountChange({ item, subject }: { item: ActivityItem; subject: string }) {
  return (
    <>
      <p className="text-sm wrap-anywhere">{describeChange({ ...item, subject })}</p>
      <p className="text-xs text-ink-faint">
        <Subject href="/settings/members">{t`Members and API keys`}</Subject>
      </p>
    </>
  );
}

function Decision({ item }: { item: ActivityItem }) {
  return (
    <>
      <p className="text-sm wrap-anywhere">
        <DecisionSentence
          kind={item.kind}
          actor={<span className="font-medium">{item.actor ?? t`A client without a name`}</span>}
          given={item.value === undefined ? null : <Given item={item} />}
        />
        {item.note ? <span className="text-ink-soft"> {t`because “${item.note}”`}</span> : null}
      </p>
      <p className="text-xs text-ink-faint wrap-anywhere">
        {item.interruptId ? (
          <>
            <Subject href={`/i/${item.interruptId}`}>{item.question ?? t`Question`}</Subject> ·{' '}
          </>
        ) : null}
        <Subject href={`/threads/${item.threadId}`}>
          {threadName({ title: item.threadTitle, graphId: item.graphId })}
        </Subject>
        {[item.graphId, item.runId && t`run ${shortId(item.runId)}`, earlierText(item), ...extras(item.detail)]
          .filter(Boolean)
          .map((text) => ` · ${text}`)}
      </p>
      {item.before === undefined || arrangedText(item) !== null ? null : (
        <BeforeAfter before={item.before} after={item.value} />
      )}
    </>
  );
}

/** An answer's text keeps its quotes: "25" and 25 are different answers. */
function Given({ item }: { item: ActivityItem }) {
  const { kind, value } = item;
  const arranged = arrangedText(item);
  if (arranged !== null) return <span className="font-medium">{arranged}</span>;
  const isAnswer = ['answer', 'take_back', 'lapse', 'expire'].includes(kind);
  const text =
    isAnswer && typeof value === 'string'
      ? maskedText(JSON.stringify(value), secretNames())
      : describeValue(value, 200);
  return <span className="rounded bg-sunken px-1 py-px font-mono text-xs">{text}</span>;
}

function Subject({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="text-accent underline underline-offset-2">
      {children}
    </Link>
  );
}

const afterExpiry: Record<string, () => string> = {
  resume: () => t`answered with that`,
  error: () => t`its thread failed`,
  stay: () => t`it stays open`,
};

/** What a strategy or a deadline did, in words. */
function extras({
  multitask_strategy: strategy,
  checkpoints,
  message,
  action,
  reason,
  from,
  to,
}: ActivityItem['detail']): string[] {
  return [
    typeof from === 'number' && typeof to === 'number' ? t`from place ${from} to ${to}` : '',
    typeof action === 'string' ? (afterExpiry[action]?.() ?? '') : '',
    typeof strategy === 'string' && strategy !== 'enqueue' ? t`strategy ${strategy}` : '',
    typeof message === 'string' ? t`its message: “${message}”` : '',
    typeof reason === 'string' ? reason : '',
    typeof checkpoints === 'number' ? deletedCheckpoints(checkpoints) : '',
  ];
}

function deletedCheckpoints(count: number): string {
  return ngettext(msgid`${count} checkpoint deleted`, msgid`${count} checkpoints deleted`, count);
}
