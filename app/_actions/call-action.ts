import { t } from '#lib/language/gettext';
import type { ActionResult } from './action-result';

/** Calls a server action from a screen: a server that does not answer is a failure like any other. */
export async function callAction<T extends object>(action: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await action();
  } catch {
    const message = t`The server did not answer. Nothing of what you wrote is lost; try again when the connection is back.`;
    return { ok: false, code: 'internal', message };
  }
}
