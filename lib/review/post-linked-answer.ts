import { HoldpointError } from '#lib/errors';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { isRecord } from '#lib/runs/is-record';
import { answerByLink, keepSent } from '#lib/runs/links/answer-by-link';
import type { AnswerError } from '#lib/runs/validate-answer';
import { buildReply } from './build-reply';
import { checkFormValue } from './check-reply';
import { readDraft } from './form/draft';
import { draftFromForm } from './form/draft-from-form';
import { getLinkView, type SentByLink } from './get-link-view';
import { planForm } from './plan-form';
import { recognise } from './recognise';

const MOST_NAME = 80;
const MOST_NOTE = 2_000;

/**
 * Takes an answer from the form of a link. What is refused is kept with the link, so that whoever is led back to it finds what was
 * filled in and what is wrong with it.
 */
export async function postLinkedAnswer(hp: Holdpoint, token: string, data: FormData): Promise<void> {
  const view = await getLinkView(hp, token);
  if (view?.state !== 'open') return;
  const { question } = recognise(view.question);
  const plan = planForm(question);
  const { draft: form, isComplete } = draftFromForm(plan, data, 'answer');
  const [note, name] = [textOf(data, 'note', MOST_NOTE), textOf(data, 'reviewer', MOST_NAME)];
  const refuse = ({ errors = [], failure = null }: Partial<SentByLink>) =>
    keepSent(hp, { token, sent: { form, note, name, errors, failure } satisfies SentByLink });
  // What a choice asks for can be shown only after it was made.
  if (!isComplete) return refuse({ failure: 'Look at what your choice asks for, and send it.' });
  const { value, errors } = readDraft(plan, form);
  const wrong = errors.length > 0 ? errors : checkFormValue(question, value);
  if (wrong.length > 0) return refuse({ errors: wrong });
  try {
    await answerByLink(hp, { token, value: buildReply(question, value), note: note || null, name: name || null });
  } catch (error) {
    if (!(error instanceof HoldpointError)) throw error;
    const found = errorsIn(error);
    await refuse(found.length > 0 ? { errors: found } : { failure: error.message });
  }
}

function textOf(data: FormData, name: string, most: number): string {
  const value = data.get(name);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim().slice(0, most) : '';
}

/** What createRun says of single fields. */
function errorsIn({ code, details }: HoldpointError): AnswerError[] {
  const errors = code === 'invalid_answer' && isRecord(details) ? details.errors : undefined;
  // It gives them in this form.
  return Array.isArray(errors) ? (errors as AnswerError[]) : [];
}
