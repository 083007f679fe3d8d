import type { LangGraphRunnableConfig, MessagesAnnotation, ToolCall } from '#lib/engine';
import { paceOf } from './pace';
import { SEARCH_TOOL, search } from './search-tool';

type State = typeof MessagesAnnotation.State;

/** The tool calls the model waits for: those of the last message, if that is the model's. */
export function openToolCalls({ messages }: State): ToolCall[] {
  const last = messages.at(-1);
  return last?.type === 'ai' ? (last.tool_calls ?? []) : [];
}

/** The node that runs them, all at once. A call that fails tells the model why, so that it can try something else. */
export async function runTools(state: State, config: LangGraphRunnableConfig) {
  return { messages: await Promise.all(openToolCalls(state).map((call) => answer(call, config))) };
}

async function answer(call: ToolCall, config: LangGraphRunnableConfig) {
  const outcome = await outcomeOf(call, config);
  return {
    type: 'tool',
    name: call.name,
    tool_call_id: call.id,
    additional_kwargs: {},
    response_metadata: {},
    ...outcome,
  };
}

async function outcomeOf(call: ToolCall, { configurable, signal }: LangGraphRunnableConfig) {
  if (call.name !== SEARCH_TOOL)
    return { content: `There is no tool ${call.name}; use ${SEARCH_TOOL}.`, status: 'error' };
  try {
    return { content: await search({ args: call.args, pace: paceOf(configurable), signal }), status: 'success' };
  } catch (error) {
    signal.throwIfAborted();
    return { content: error instanceof Error ? error.message : String(error), status: 'error' };
  }
}
