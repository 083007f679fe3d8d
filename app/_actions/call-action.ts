import type { ActionResult } from './action-result';

const NO_ANSWER =
  'The server did not answer. Nothing of what you wrote is lost; try again when the connection is back.';

/** Calls a server action from a screen: a server that does not answer is a failure like any other. */
export async function callAction<T extends object>(action: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await action();
  } catch {
    return { ok: false, code: 'internal', message: NO_ANSWER };
  }
}
