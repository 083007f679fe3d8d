import { HoldpointError } from '#lib/errors';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { answerByLink, keepSent } from '#lib/runs/links/answer-by-link';
import { buildReply } from './build-reply';
import { checkFormValue } from './check-reply';
import { readDraft } from './form/draft';
import { draftFromForm } from './form/draft-from-form';
import { getLinkView, type KeptByLink } from './get-link-view';
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
  const refuse = (refusal: KeptByLink['refusal'] = null) =>
    keepSent(hp, { token, sent: { form, note, name, isComplete, refusal } satisfies KeptByLink });
  // What a choice asks for can be shown only after it was made.
  if (!isComplete) return refuse();
  const { value, errors } = readDraft(plan, form);
  const wrong = errors.length > 0 ? errors : checkFormValue(question, value);
  if (wrong.length > 0) return refuse();
  try {
    await answerByLink(hp, { token, value: buildReply(question, value), note: note || null, name: name || null });
  } catch (error) {
    if (!(error instanceof HoldpointError)) throw error;
    const { code, message, details } = error;
    await refuse({ code, message, details });
  }
}

function textOf(data: FormData, name: string, most: number): string {
  const value = data.get(name);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim().slice(0, most) : '';
}
