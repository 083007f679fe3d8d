'use client';

import { ExternalLink } from 'lucide-react';
import { JsonView } from '#app/_ui/json-view';
import { jt } from '#app/_ui/jt';
import { t } from '#lib/language/gettext';
import type { Dialect, Question, Recognised } from '#lib/review/question';
import { PromptContext } from './prompt-context';
import { RichText } from './rich-text';

/** Their forms say nothing of the payload, whatever it is. */
const SHOWS_NOTHING: Dialect[] = ['anything', 'pinned', 'response_schema'];

/** What is asked, in words where there are words, and what came with it. */
export function QuestionPrompt({ recognised, value }: { recognised: Recognised; value: unknown }) {
  const { question, prompt } = recognised;
  const hasContext = Object.keys(prompt.context).length > 0;
  const raw = prompt.text === null && !hasContext && SHOWS_NOTHING.includes(question.dialect) && value !== null;
  if (prompt.text === null && !hasContext && !raw && question.dialect !== 'elicitation_url') return null;
  return (
    <div className="flex flex-col gap-3">
      {prompt.text === null ? null : <RichText text={prompt.text} className="text-base" />}
      {question.dialect === 'elicitation_url' ? <OutsideLink question={question} /> : null}
      {hasContext ? <PromptContext values={prompt.context} /> : null}
      {raw ? (
        <div className="rounded-md bg-sunken p-2">
          <JsonView value={value} openLevels={isSmall(value) ? 6 : 2} />
        </div>
      ) : null}
    </div>
  );
}

/** What fits the screen is seen without opening anything: it is all there is to decide by. */
function isSmall(value: unknown): boolean {
  return JSON.stringify(value).length < 2000;
}

/** The whole host is shown before it is opened; nothing is fetched from it before. */
function OutsideLink({ question }: { question: Extract<Question, { dialect: 'elicitation_url' }> }) {
  const url = URL.canParse(question.url) ? new URL(question.url) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    return (
      <p className="text-sm text-danger-ink">{t`The link in this question cannot be opened safely: ${question.url}`}</p>
    );
  }
  const address = (
    <>
      <strong>{url.host}</strong>
      {url.pathname}
    </>
  );
  return (
    <a
      href={url.href}
      target="_blank"
      rel="noopener noreferrer"
      className="flex items-center gap-2 self-start rounded-md border border-control-line px-3 py-2 text-sm text-accent hover:bg-sunken"
    >
      <ExternalLink aria-hidden className="size-4 shrink-0" />
      <span className="wrap-anywhere">{jt`Open ${address}`}</span>
    </a>
  );
}
