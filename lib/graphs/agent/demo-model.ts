import { createIdGenerator, type LanguageModel } from 'ai';
import { findCities } from './find-cities';
import { pause } from './pause';
import { SEARCH_TOOL } from './search-tool';
import { titleCase } from './weather-samples';

/**
 * The model of the agent when no provider's key is set: a script, not intelligence. It reads the conversation, calls the
 * search tool once for each city the last message asks about, and words its answer from what the tool returned.
 * It implements the same interface as a real provider, so nothing else of the agent knows the difference.
 */
export function demoModel(pace: number): LanguageModelV3 {
  return {
    specificationVersion: 'v3',
    provider: 'holdpoint-demo',
    modelId: 'scripted-weather-assistant',
    supportedUrls: {},
    doGenerate: async (options) => {
      const reply = replyTo(options.prompt);
      await pause(pace * (THINKING_MS + reply.streamMs), options.abortSignal);
      return { content: contentOf(reply), finishReason: finishReasonOf(reply), usage: UNKNOWN_USAGE, warnings: [] };
    },
    doStream: async (options) => ({ stream: streamOf(paced(replyTo(options.prompt), pace, options.abortSignal)) }),
  };
}

type LanguageModelV3 = Extract<LanguageModel, { specificationVersion: 'v3' }>;
type Prompt = Parameters<LanguageModelV3['doStream']>[0]['prompt'];
type StreamPart =
  Awaited<ReturnType<LanguageModelV3['doStream']>>['stream'] extends ReadableStream<infer Part> ? Part : never;
type GenerateResult = Awaited<ReturnType<LanguageModelV3['doGenerate']>>;

interface Reply {
  text: string;
  queries: string[];
  /** How long the words take after the first one, at pace 1. */
  streamMs: number;
}

const THINKING_MS = 500;
const ANSWER_STREAM_MS = 3400;
const UNKNOWN_USAGE: GenerateResult['usage'] = {
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined },
};

/** Looks like the ids in LangGraph's guides. */
const toolCallId = createIdGenerator({ prefix: 'toolu', separator: '_', size: 24 });

function replyTo(prompt: Prompt): Reply {
  const lastHuman = prompt.findLastIndex((message) => message.role === 'user');
  const found = prompt.slice(lastHuman + 1).flatMap(toolOutputs);
  if (found.length > 0) return { text: answerFrom(found), queries: [], streamMs: ANSWER_STREAM_MS };

  const cities = findCities(textOf(prompt[lastHuman]));
  if (cities && cities.length > 0)
    return { text: '', queries: cities.map((city) => `weather in ${city}`), streamMs: 0 };
  const text = cities
    ? 'Which city do you mean? Ask me, for example, “what’s the weather in San Francisco?”.'
    : 'I am the scripted demo model that Holdpoint uses without an API key. I can look up sample weather: ask me for the weather in San Francisco, New York or another city. While I answer, send a second message to see what each multitask strategy does.';
  return { text, queries: [], streamMs: ANSWER_STREAM_MS };
}

function textOf(message: Prompt[number] | undefined): string {
  if (message?.role !== 'user') return '';
  return message.content.map((part) => (part.type === 'text' ? part.text : '')).join(' ');
}

function toolOutputs(message: Prompt[number]): string[] {
  if (message.role !== 'tool') return [];
  return message.content.flatMap((part) =>
    part.type === 'tool-result' && (part.output.type === 'text' || part.output.type === 'error-text')
      ? [part.output.value]
      : [],
  );
}

function answerFrom(outputs: string[]): string {
  const contents = outputs.flatMap(contentsOf);
  if (contents.length === 0) return 'The search returned nothing I can read. Please ask again.';
  const cities = contents.map((content) => content.split(/[,:]/, 1)[0] ?? '').filter(Boolean);
  return [
    `Here is what the search found about the weather in ${cities.map(titleCase).join(' and ')}:`,
    ...contents.map((content) => `- ${content}`),
    'This comes from sample data, so look out of the window before you leave. Let me know if you need any other details!',
  ].join('\n\n');
}

/** The search tool answers with a JSON list of `{url, content}`; an error message is passed on as it is. */
function contentsOf(output: string): string[] {
  try {
    const results: unknown = JSON.parse(output);
    if (!Array.isArray(results)) return [output];
    return results.flatMap((result: unknown) =>
      result && typeof result === 'object' && 'content' in result ? [String(result.content)] : [],
    );
  } catch {
    return output ? [output] : [];
  }
}

function toolCallsOf(reply: Reply) {
  return reply.queries.map((query) => ({
    type: 'tool-call' as const,
    toolCallId: toolCallId(),
    toolName: SEARCH_TOOL,
    input: JSON.stringify({ query }),
  }));
}

function contentOf(reply: Reply): GenerateResult['content'] {
  return [...(reply.text ? [{ type: 'text' as const, text: reply.text }] : []), ...toolCallsOf(reply)];
}

function finishReasonOf(reply: Reply): GenerateResult['finishReason'] {
  return { unified: reply.queries.length > 0 ? 'tool-calls' : 'stop', raw: undefined };
}

/** Words at even distances. Each pause is counted from the start, so that slow consumers do not stretch the turn. */
async function* paced(reply: Reply, pace: number, signal?: AbortSignal): AsyncGenerator<StreamPart> {
  yield { type: 'stream-start', warnings: [] };
  await pause(pace * THINKING_MS, signal);
  if (reply.text) {
    const words = reply.text.match(/\s*\S+\s*?/g) ?? [];
    const startedAt = performance.now();
    yield { type: 'text-start', id: '0' };
    for (const [index, delta] of words.entries()) {
      const dueAt = startedAt + (pace * reply.streamMs * (index + 1)) / words.length;
      await pause(dueAt - performance.now(), signal);
      yield { type: 'text-delta', id: '0', delta };
    }
    yield { type: 'text-end', id: '0' };
  }
  yield* toolCallsOf(reply);
  yield { type: 'finish', usage: UNKNOWN_USAGE, finishReason: finishReasonOf(reply) };
}

function streamOf(parts: AsyncGenerator<StreamPart>): ReadableStream<StreamPart> {
  return new ReadableStream({
    async pull(controller) {
      const next = await parts.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
