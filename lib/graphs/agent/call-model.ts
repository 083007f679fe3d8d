import { randomUUID } from 'node:crypto';
import { streamText } from 'ai';
import { type LangGraphRunnableConfig, type MessagesAnnotation, pushMessage, type ToolCall } from '#lib/engine';
import { buildPrompt, systemTexts } from './build-prompt';
import { chooseModel } from './model';
import { paceOf } from './pace';
import { SEARCH_TOOL, searchTool } from './search-tool';

type State = typeof MessagesAnnotation.State;

const INSTRUCTIONS =
  'You are a weather assistant. Look the weather up with the search tool, one call for each city, and answer from what it finds in a few sentences that name the city.';

/** The node that asks the model. Its words go out as they come; the message they add up to is the node's update. */
export async function callModel(state: State, config: LangGraphRunnableConfig) {
  const prompt = buildPrompt(state.messages);
  if (prompt.length === 0) {
    throw new TypeError(
      'There is no message to answer. Send {"messages": [{"role": "user", "content": "…"}]} as input.',
    );
  }
  const id = `run-${randomUUID()}`;
  const { fullStream } = streamText({
    model: chooseModel(paceOf(config.configurable)),
    system: [INSTRUCTIONS, ...systemTexts(state.messages)].join('\n\n'),
    messages: prompt,
    tools: { [SEARCH_TOOL]: searchTool },
    abortSignal: config.signal,
    // Errors arrive as parts of the stream and are thrown below; the default handler would print them as well.
    onError: () => undefined,
  });
  let text = '';
  const toolCalls: ToolCall[] = [];
  for await (const part of fullStream) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'abort') break;
    if (part.type === 'text-delta') {
      text += part.text;
      pushMessage(textChunk(id, part.text), config);
    }
    if (part.type === 'tool-call') {
      const call: ToolCall = { id: part.toolCallId, name: part.toolName, args: argsOf(part.input), type: 'tool_call' };
      pushMessage(toolCallChunk(id, call, toolCalls.length), config);
      toolCalls.push(call);
    }
  }
  config.signal.throwIfAborted();
  return { messages: [aiMessage(id, text, toolCalls)] };
}

function textChunk(id: string, content: string) {
  return { type: 'AIMessageChunk', id, content, additional_kwargs: {}, response_metadata: {}, tool_call_chunks: [] };
}

function toolCallChunk(id: string, call: ToolCall, index: number) {
  const chunk = { type: 'tool_call_chunk', index, id: call.id, name: call.name, args: JSON.stringify(call.args) };
  return { ...textChunk(id, ''), tool_call_chunks: [chunk] };
}

/** A plain answer is a string; with tool calls the content is a list of blocks, as LangGraph's guides print it. */
function aiMessage(id: string, text: string, toolCalls: ToolCall[]) {
  const blocks = [
    ...(text ? [{ text, type: 'text' }] : []),
    ...toolCalls.map((call) => ({ id: call.id, input: call.args, name: call.name, type: 'tool_use' })),
  ];
  return {
    type: 'ai',
    id,
    content: toolCalls.length > 0 ? blocks : text,
    tool_calls: toolCalls,
    invalid_tool_calls: [],
    additional_kwargs: {},
    response_metadata: {},
  };
}

/** A model may write anything where an object of arguments should be; the tool then says what is wrong with it. */
function argsOf(input: unknown): Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? { ...input } : { input };
}
