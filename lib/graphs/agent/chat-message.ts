/** The parts of LangChain's message dicts that this agent reads and writes. */
export interface ChatMessage {
  type: string;
  content: unknown;
  id?: string;
  name?: string;
  tool_calls?: ToolCall[];
  tool_call_id?: string;
}

export interface ToolCall {
  id: string;
  name: string;
  args: unknown;
  type: 'tool_call';
}
