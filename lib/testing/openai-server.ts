import { serveHttp } from './serve-http';

export interface OpenAiMessage {
  role: string;
  content: unknown;
  tool_calls?: { id: string }[];
  tool_call_id?: string;
}

export interface OpenAiRequest {
  model: string;
  stream?: boolean;
  messages: OpenAiMessage[];
}

/**
 * A server on this machine with OpenAI's chat API that always says the same. Like the real one, it refuses a history in which
 * tool calls and tool messages do not belong together.
 */
export async function openAiServer(answer: string) {
  const requests: OpenAiRequest[] = [];
  const server = await serveHttp(async (request) => {
    const asked: OpenAiRequest = await request.json();
    requests.push(asked);
    const refusal = refusalOf(asked.messages);
    if (refusal) return Response.json({ error: { message: refusal, type: 'invalid_request_error' } }, { status: 400 });
    const message = { role: 'assistant', content: answer };
    const head = { id: '1', created: 1, model: asked.model };
    if (!asked.stream) return Response.json({ ...head, choices: [{ index: 0, message }] });
    const chunk = { ...head, choices: [{ index: 0, delta: message, finish_reason: 'stop' }] };
    const headers = { 'content-type': 'text/event-stream' };
    return new Response(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`, { headers });
  });
  return { url: `${server.url}/v1`, requests, close: () => server.close() };
}

/** Each call is to be answered right behind the message that asked, and nothing else may be. */
function refusalOf(messages: OpenAiMessage[]): string | undefined {
  let due: string[] = [];
  for (const { role, tool_calls: calls = [], tool_call_id: answered = '' } of messages) {
    if (role === 'tool' && !due.includes(answered)) {
      return "messages with role 'tool' must be a response to a preceding message with 'tool_calls'.";
    }
    if (role !== 'tool' && due.length > 0) break;
    due = role === 'tool' ? due.filter((id) => id !== answered) : calls.map(({ id }) => id);
  }
  if (due.length === 0) return undefined;
  return `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${due.join(', ')}`;
}
