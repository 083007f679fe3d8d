import { z } from 'zod';
import { formRefusal } from '#app/_actions/form-refusal';
import { withFieldErrors } from '#app/_actions/with-field-errors';
import { t } from '#lib/language/gettext';
import { describeError } from '#lib/review/describe-error';
import { knownError } from '#lib/runs/known-error';
import { logger } from '#lib/runs/logger';
import { EMPTY_FORM, type FormState } from './form-values';

/** What is wrong with what was sent. It may be redirected meanwhile, which Next does by an error of its own. */
export async function formState(data: FormData, work: () => Promise<void>): Promise<FormState> {
  try {
    await work();
    return EMPTY_FORM;
  } catch (error) {
    const known = knownError(error);
    if (!known && !(error instanceof z.ZodError)) throw error;
    const values = Object.fromEntries([...data].filter(isKept)) as Record<string, string>; // files are left out
    if (!known) return { failure: t`Fill in all fields.`, errors: {}, values };
    logger().info({ code: known.code }, 'a form was refused');
    const { code, details } = known;
    const message = describeError(known);
    return { ...formRefusal(withFieldErrors({ ok: false, code, message, details })), values };
  }
}

function isKept([name, value]: [string, FormDataEntryValue]): boolean {
  return typeof value === 'string' && !/password|chosen|current|token|code/i.test(name) && !name.startsWith('$');
}

export function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}
