import { ChevronRight } from 'lucide-react';
import { MaskedParts } from '#app/_masking/masked-text';
import { t } from '#lib/language/gettext';
import { maskedJson } from '#lib/runs/masking/mask-value';
import { secretNames } from '#lib/runs/masking/secret-names';
import type { AnswerReading } from './use-answer-form';

/** Longer replies start closed. */
const OPEN_LENGTH = 400;

/** Exactly what the graph will get from `interrupt()`; secrets are covered here, and sent as they are. */
export function ResumePreview({ reading }: { reading: AnswerReading }) {
  const complete = reading.errors.length === 0 && reading.reply !== undefined;
  const text = complete ? JSON.stringify(reading.reply, null, 2) : '';
  return (
    <details open={text.length < OPEN_LENGTH} className="group rounded-md bg-sunken">
      <summary className="flex min-h-8 items-center gap-1.5 rounded-md px-2.5 text-xs font-medium text-ink-soft">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open:rotate-90" />
        {t`Will resume with`}
        {complete ? <span className="font-normal text-ink-faint">({typeName(reading.reply)})</span> : null}
      </summary>
      {complete ? (
        <pre className="px-3 pb-2.5 font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere">
          <MaskedParts parts={maskedJson(reading.reply, secretNames())} />
        </pre>
      ) : (
        <p className="px-3 pb-2.5 text-xs text-ink-faint">{t`Nothing yet: the answer is not complete.`}</p>
      )}
    </details>
  );
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
