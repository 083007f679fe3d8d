import type { CompileOptions } from '../compile-graph';
import type { CompiledStateGraph } from '../compiled-state-graph';
import { END, START } from '../constants';
import type { Message, MessageLike } from '../message';
import { MessagesAnnotation, type MessagesUpdate } from '../messages-reducer';
import { StateGraph } from '../state-graph';
import type { BaseCheckpointSaver, LangGraphRunnableConfig } from '../types';
import type { Tool } from './tool';
import { ToolNode } from './tool-node';
import { toolsCondition } from './tools-condition';

type State = typeof MessagesAnnotation.State;

/** Answers messages with one of its own. LangChain's chat models are such. */
export interface ChatModel {
  invoke(messages: never, config: never): unknown;
  bindTools?(tools: never): ChatModel;
}

export interface ReactAgentOptions extends Omit<CompileOptions<'agent' | 'tools'>, 'checkpointer'> {
  llm: ChatModel;
  tools: readonly Tool[] | ToolNode;
  /** What the model is told first: a text, a message, or a function that makes the messages it gets of the state. */
  prompt?: string | MessageLike | ((state: State, config: LangGraphRunnableConfig) => unknown);
  checkpointer?: BaseCheckpointSaver | boolean;
  /** LangGraph's older name for `checkpointer`. */
  checkpointSaver?: BaseCheckpointSaver | boolean;
}

/** A model that calls tools until it has an answer. */
export function createReactAgent(options: ReactAgentOptions): CompiledStateGraph<State, { messages?: MessagesUpdate }> {
  const { llm, tools, prompt, checkpointSaver, checkpointer = checkpointSaver, ...compile } = options;
  const toolNode = tools instanceof ToolNode ? tools : new ToolNode(tools);
  const model = toolNode.tools.length > 0 ? (llm.bindTools?.(toolNode.tools as never) ?? llm) : llm; // it takes what it takes
  const ask = model.invoke.bind(model) as unknown as (
    messages: unknown,
    config: LangGraphRunnableConfig,
  ) => Promise<Message>; // as above
  const agent = async (state: State, config: LangGraphRunnableConfig) => ({
    messages: [await ask(await promptOf(prompt, state, config), config)],
  });
  return new StateGraph(MessagesAnnotation)
    .addNode('agent', agent)
    .addNode('tools', toolNode)
    .addEdge(START, 'agent')
    .addConditionalEdges('agent', toolsCondition, ['tools', END])
    .addEdge('tools', 'agent')
    .compile({ ...compile, ...(checkpointer !== undefined && { checkpointer }) });
}

async function promptOf(prompt: ReactAgentOptions['prompt'], state: State, config: LangGraphRunnableConfig) {
  if (typeof prompt === 'function') return prompt(state, config);
  if (prompt === undefined) return state.messages;
  return [typeof prompt === 'string' ? { type: 'system', content: prompt } : prompt, ...state.messages];
}
