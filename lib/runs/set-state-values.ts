import { Overwrite, type RunnableConfig } from '#lib/engine';
import { HoldpointError } from '#lib/errors';
import type { Holdpoint } from './holdpoint';
import { threadGraph } from './thread-state';
import { getThread } from './threads';
import { type StateEdit, updateThreadState } from './update-state';
import { findFaults } from './validate-answer';

export interface ValuesEdit extends Omit<StateEdit, 'values'> {
  /** The values by state key, as they are to be. */
  values: Record<string, unknown>;
}

/**
 * Writes values to a thread's state as a person sees them: what is given is what stands there then, and no reducer adds it to what
 * stood there before. Keys that are not given stay. A graph of LangGraph.js writes through its reducers.
 * @throws HoldpointError `invalid_answer` (details {errors}, one for each field that does not fit the state's schema), and what
 * updateThreadState throws
 */
export async function setStateValues(hp: Holdpoint, edit: ValuesEdit): Promise<RunnableConfig> {
  const graph = threadGraph(hp, await getThread(hp, edit.threadId));
  // The schema of a thread's own graph says nothing of the graphs nested in it.
  const errors = edit.checkpointNs ? [] : fieldErrors(edit.values, graph?.getStateJsonSchema());
  if (errors.length > 0) {
    const message = `The state does not take this: ${errors.map((error) => error.message).join(' ')}`;
    throw new HoldpointError('invalid_answer', message, { details: { errors } });
  }
  const replaces = graph?.previewInput !== undefined;
  const writes = Object.entries(edit.values).map(([key, value]) => [key, replaces ? overwriting(value) : value]);
  return updateThreadState(hp, { ...edit, values: Object.fromEntries(writes) });
}

/** As plain data, which the engine of this process reads whichever copy of it the graph was made with. */
function overwriting(value: unknown): unknown {
  return { ...new Overwrite(value) };
}

function fieldErrors(values: Record<string, unknown>, schema: Record<string, unknown> | undefined) {
  // Only what is edited is looked at: the rest stands there already.
  const { required: _required, ...rest } = schema ?? {};
  return findFaults(values, rest);
}
