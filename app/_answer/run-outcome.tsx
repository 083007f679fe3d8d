'use client';

import { CircleCheck, LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import { jt } from '#app/_ui/jt';
import { Notice } from '#app/_ui/notice';
import { RunStatusBadge } from '#app/_ui/status-badge';
import { Elapsed } from '#app/_ui/time-ago';
import { msgid, ngettext, t } from '#lib/language/gettext';
import { describeRunEnd } from '#lib/review/describe-run-end';
import type { RunProgress, RunStep } from '#lib/review/get-run-progress';
import { shortId } from '#lib/review/short-id';
import { useRunProgress } from './use-interrupt';

/** What an answer set going, as it happens: the run, the nodes it has finished, and how it came to rest. */
export function RunOutcome({ runId }: { runId: string }) {
  const { data } = useRunProgress(runId);
  if (!data) return <p className="text-sm text-ink-faint">{t`Looking for run ${shortId(runId)}.`}</p>;
  const { run, steps } = data;
  const started = run.startedAt;
  return (
    <section aria-label={t`What the answer led to`} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <span>{jt`Resumed as run ${<span className="font-mono text-xs">{shortId(run.id)}</span>}`}</span>
        <RunStatusBadge status={run.status} stopReason={run.stopReason} />
        {started ? <Elapsed since={started} until={run.endedAt} className="text-xs text-ink-faint" /> : null}
        <Link href={`/threads/${run.threadId}`} className="ml-auto text-accent underline-offset-2 hover:underline">
          {t`Open thread`}
        </Link>
      </div>
      {steps.length > 0 ? <Steps steps={steps} /> : null}
      <p role="status" className="flex items-center gap-2 text-sm">
        <End progress={data} />
      </p>
      {run.error ? (
        <Notice tone="danger" role="alert" title={run.error.error || t`The run failed`}>
          {run.error.message}
        </Notice>
      ) : null}
    </section>
  );
}

function Steps({ steps }: { steps: RunStep[] }) {
  return (
    <ol aria-label={t`Finished nodes`} className="flex flex-col gap-1.5 border-l-2 pl-3 text-sm">
      {steps.map((step) => (
        <li key={`${step.seq} ${step.node}`}>
          <span className="font-mono text-xs font-medium">{step.node}</span>
          {step.changes.map((change) => (
            <span key={change.channel} className="block text-ink-soft wrap-anywhere">
              <span className="text-xs text-ink-faint">{change.channel}: </span>
              {change.text}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}

function End({ progress: { run, asked, steps } }: { progress: RunProgress }) {
  const count = steps.length;
  if (run.status === 'pending') return t`Saved. The run waits for its turn.`;
  if (run.status === 'running') {
    return (
      <>
        <LoaderCircle aria-hidden className="size-4 animate-spin text-running-ink" />
        {count === 0 ? t`Resumed, running.` : t`Running; ${count} done.`}
      </>
    );
  }
  if (asked.length > 0) return askedAgain(asked.length);
  if (run.stopReason === 'paused') return t`Paused: the thread waits for its other questions.`;
  // A failure is told below, in full.
  if (run.status !== 'success') return run.error ? null : t`The run ${describeRunEnd(run)}.`;
  return (
    <>
      <CircleCheck aria-hidden className="size-4 text-success-ink" />
      {t`Done.`}
    </>
  );
}

function askedAgain(count: number): string {
  if (count === 1) return t`Paused: it asked again.`;
  return ngettext(msgid`Paused: it asked ${count} question.`, msgid`Paused: it asked ${count} questions.`, count);
}
