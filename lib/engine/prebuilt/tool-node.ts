import { ambient } from '../ambient';
import { callTask } from '../call-task';
import { checkName } from '../check-name';
import { toMessage } from '../coerce-message';
import { Command, isCommand } from '../command';
import { GraphValueError, isGraphBubbleUp } from '../errors';
import type { Message, ToolCall } from '../message';
import { isSend, type Send } from '../send';
import { currentTask } from '../task-context';
import type { LangGraphRunnableConfig } from '../types';
import type { Tool, ToolRuntime } from './tool';
import { type ToolOutput, toolMessage, toolOutput } from './tool-output';

export interface ToolNodeOptions {
  name?: string;
  /** A tool that fails tells the model why. Default true; with false the node fails. */
  handleToolErrors?: boolean;
}

type Messages = readonly unknown[] | { messages: readonly unknown[] };

/**
 * A node that runs the tool calls of the newest message of the model, side by side. Each is a task of its own: of several that
 * ask, each is answered alone, and none that has finished runs again.
 */
export class ToolNode {
  readonly name: string;
  private readonly handleToolErrors: boolean;

  constructor(
    readonly tools: readonly Tool[],
    { name = 'tools', handleToolErrors = true }: ToolNodeOptions = {},
  ) {
    for (const tool of tools) checkName(tool.name, 'tool');
    this.name = name;
    this.handleToolErrors = handleToolErrors;
  }

  /** Given the state, a list of messages, or one call: `new Send('tools', { ...state, lg_tool_call: call })`. */
  async invoke(input: Messages | { lg_tool_call: ToolCall }, config?: LangGraphRunnableConfig): Promise<unknown> {
    if (isSingleCall(input)) {
      const { lg_tool_call: call, ...state } = input;
      return combine([await this.run(call, state, config)], false);
    }
    const messages = 'messages' in input ? input.messages : input;
    const calls = openCalls(messages.map(toMessage));
    const outputs = await Promise.all(calls.map((call) => this.run(call, input, config)));
    return combine(outputs, Array.isArray(input));
  }

  private async run(call: ToolCall, state: unknown, config?: LangGraphRunnableConfig): Promise<ToolOutput> {
    const tool = this.tools.find(({ name }) => name === call.name);
    if (!tool) return this.failed(call, new Error(`There is no tool "${call.name}"; use one of ${this.names()}.`));
    const caller = currentTask();
    const attempt = (own = config) => this.attempt(tool, call, { state, config: own });
    if (!caller) return attempt();
    const output = await callTask(caller, {
      name: call.name,
      key: call.id ?? keyOf(call),
      // What getCurrentTaskInput() is for the tool: the state, as for the node that calls it.
      input: caller.input,
      run: (_, own) => attempt(own),
      isHidden: true,
    });
    return output as ToolOutput; // as `attempt` made it
  }

  private async attempt(
    tool: Tool,
    call: ToolCall,
    { state, config = ambient.getStore() }: { state: unknown; config: LangGraphRunnableConfig | undefined },
  ): Promise<ToolOutput> {
    const invoke = tool.invoke as (call: ToolCall, runtime: Partial<ToolRuntime>) => unknown; // the model was told what fits
    const runtime = { ...config, state, toolCallId: call.id ?? '', ...(config && { config }) };
    try {
      return toolOutput(call, await invoke.call(tool, { ...call, type: 'tool_call' }, runtime));
    } catch (error) {
      if (isGraphBubbleUp(error)) throw error;
      return this.failed(call, error);
    }
  }

  private failed(call: ToolCall, error: unknown): Message {
    if (!this.handleToolErrors) throw error;
    const message = error instanceof Error ? error.message : String(error);
    return toolMessage(call, { status: 'error', content: `Error: ${message}\n Please fix your mistakes.` });
  }

  private names(): string {
    return this.tools.map(({ name }) => name).join(', ');
  }
}

function isSingleCall(input: object): input is { lg_tool_call: ToolCall } {
  return 'lg_tool_call' in input;
}

/** The calls of the newest message of the model that no message answers yet. */
function openCalls(messages: readonly Message[]): ToolCall[] {
  const asking = messages.findLast(({ type }) => type === 'ai');
  if (!asking) throw new GraphValueError('INVALID_INPUT', 'ToolNode needs a message of the model among the messages.');
  const answered = new Set(messages.map(({ tool_call_id: id }) => id));
  return (asking.tool_calls ?? []).filter(({ id }) => id === undefined || !answered.has(id));
}

function keyOf({ name, args }: ToolCall): string {
  return `${name} ${JSON.stringify(args)}`;
}

/** Messages as one update; beside Commands each as its own, and the Sends to the parent graph in one Command. */
function combine(outputs: readonly ToolOutput[], isList: boolean): unknown {
  if (!outputs.some(isCommand)) return isList ? outputs : { messages: outputs };
  const toParent: Send[] = [];
  const combined = outputs.flatMap((output): unknown[] => {
    if (!isCommand(output)) return [isList ? [output] : { messages: [output] }];
    const { graph, goto, update } = output;
    if (graph !== Command.PARENT || update !== undefined || !Array.isArray(goto) || !goto.every(isSend))
      return [output];
    toParent.push(...goto);
    return [];
  });
  return toParent.length > 0 ? [...combined, new Command({ graph: Command.PARENT, goto: toParent })] : combined;
}
