import { END } from '../constants';

/** Where to go from a model's message: to `tools` when it calls any, otherwise to the end. */
export function toolsCondition(state: readonly unknown[] | { messages: readonly unknown[] }): 'tools' | typeof END {
  const last = ('messages' in state ? state.messages : state).at(-1);
  const calls = typeof last === 'object' && last !== null && 'tool_calls' in last ? last.tool_calls : undefined;
  return Array.isArray(calls) && calls.length > 0 ? 'tools' : END;
}
