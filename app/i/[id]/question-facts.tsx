import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Card, CardBody, CardHeader } from '#app/_ui/card';
import { CopyButton } from '#app/_ui/copy-button';
import { JsonView } from '#app/_ui/json-view';
import { ShortId } from '#app/_ui/short-id';
import { RunStatusBadge } from '#app/_ui/status-badge';
import { t } from '#lib/language/gettext';
import type { InterruptView } from '#lib/review/get-interrupt';
import { threadName } from '#lib/review/thread-name';

/** Who asks and from where, for a reader who wants to look further before deciding. */
export function QuestionFacts({ interrupt }: { interrupt: InterruptView }) {
  const { thread, run, alsoWaiting, value, responseSchema } = interrupt;
  return (
    <aside aria-label={t`About this question`} className="flex w-full max-w-3xl flex-col gap-4 @5xl:w-80 @5xl:shrink-0">
      {alsoWaiting.length > 0 ? (
        <Card>
          <CardHeader title={t`Also waiting on this thread`} detail={alsoWaiting.length} />
          <ul className="divide-y">
            {alsoWaiting.map((other) => (
              <li key={other.id}>
                <Link href={`/i/${other.id}`} className="block px-4 py-2 text-sm hover:bg-sunken">
                  <span className="font-medium text-accent">{other.title}</span>
                  <span className="block text-xs text-ink-faint">{other.node}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <Card>
        <CardHeader title={t`Where it comes from`} />
        <CardBody>
          <dl className="flex flex-col gap-2 text-sm">
            <Fact name={t`Thread`}>
              <Link
                href={`/threads/${thread.id}`}
                className="text-accent underline-offset-2 wrap-anywhere hover:underline"
              >
                {threadName({ title: thread.title, graphId: interrupt.graphId })}
              </Link>
            </Fact>
            <Fact name={t`Run`}>
              <span className="flex flex-wrap items-center gap-2">
                <ShortId id={run.id} />
                <RunStatusBadge status={run.status} stopReason={run.stopReason} />
              </span>
            </Fact>
            <Fact name={t`Started by`}>{run.createdBy ?? t`a client without a name`}</Fact>
            <Fact name={t`Interrupt`}>
              <span className="flex items-center gap-1">
                <ShortId id={interrupt.id} />
                <CopyButton text={interrupt.id} what={t`interrupt id`} />
              </span>
            </Fact>
          </dl>
        </CardBody>
      </Card>
      <RawPayload title={t`Payload`} value={value} />
      {responseSchema ? <RawPayload title={t`Response schema`} value={responseSchema} /> : null}
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-faint">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function RawPayload({ title, value }: { title: string; value: unknown }) {
  return (
    <details className="group rounded-lg border">
      <summary className="flex min-h-10 items-center gap-1.5 rounded-lg px-4 text-sm font-semibold hover:bg-sunken">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint group-open:rotate-90" />
        {title}
      </summary>
      <div className="px-3 pb-3">
        <JsonView value={value} />
      </div>
    </details>
  );
}
