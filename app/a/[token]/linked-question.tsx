import { Card, CardBody } from '#app/_ui/card';
import { jt } from '#app/_ui/jt';
import { Notice } from '#app/_ui/notice';
import { t } from '#lib/language/gettext';
import type { LinkView } from '#lib/review/get-link-view';
import { LinkForm } from './link-form';
import { Moment } from './moment';

export interface LinkedQuestionProps {
  token: string;
  view: Extract<LinkView, { state: 'open' }>;
}

/** What is asked, of whom, by what, and the form that answers it. */
export function LinkedQuestion({ token, view }: LinkedQuestionProps) {
  const { question, name, askedBy, expiresAt, scheduledBy } = view;
  return (
    <>
      <header>
        <h1 dir="auto" className="text-lg font-semibold text-balance wrap-anywhere">
          {question.title}
        </h1>
        <p className="mt-1 text-sm text-ink-soft wrap-anywhere">
          <Sender name={name} askedBy={askedBy} /> {question.graphId} › {question.node} ·{' '}
          {jt`asked ${<Moment at={question.createdAt} />}`}.
        </p>
        <p className="mt-1 text-xs text-ink-faint">
          {jt`This link works once, until ${<Moment at={expiresAt} />}. What you send is final.`}
        </p>
      </header>
      {scheduledBy ? (
        <Notice tone="waiting" title={t`${scheduledBy} is deciding this at the moment`}>
          {t`Look again in a minute.`}
        </Notice>
      ) : null}
      <Card className="border-control-line">
        <CardBody>
          <LinkForm token={token} view={view} />
        </CardBody>
      </Card>
    </>
  );
}

/** Who made the link: a person, or a delivery, which names its way. */
function Sender({ name, askedBy }: { name: string | null; askedBy: string }) {
  const asked = name === null ? null : <span className="font-medium text-ink">{name}</span>;
  if (askedBy === 'e-mail') return asked ? jt`Sent to ${asked} by e-mail.` : t`Sent by e-mail.`;
  if (askedBy.startsWith('webhook ')) return asked ? jt`Sent to ${asked} by ${askedBy}.` : t`Sent by ${askedBy}.`;
  return asked ? jt`${askedBy} asks ${asked}.` : t`${askedBy} asks you.`;
}
