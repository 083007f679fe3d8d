import type { RunnableConfig, StreamMode } from '#lib/engine';
import { toDicts, toStreamedDicts } from './message-values';
import { positionOf } from './snapshot';

/** A chunk of LangGraph's stream as the engine would emit it: messages as dicts, configs without LangGraph's own entries. */
export function toEngineChunk(ns: string[], mode: string, chunk: unknown): [string[], StreamMode, unknown] {
  // Only modes that were asked for come back, and those are the engine's.
  const engineMode = mode as StreamMode;
  switch (engineMode) {
    case 'messages':
      return [graphOf(chunk) ?? ns, engineMode, toStreamedDicts(chunk)];
    case 'checkpoints':
      return [path(ns), engineMode, withPublicConfigs(toDicts(chunk))];
    case 'debug':
      return [path(ns), engineMode, withPublicPayload(toDicts(chunk))];
    default:
      return [path(ns), engineMode, toDicts(chunk)];
  }
}

/** The root is written as one empty level, or as none. */
function path(ns: string[]): string[] {
  return ns.filter(Boolean);
}

/** The graph whose node streamed a message; LangGraph names the task itself, or the graph, depending on its version. */
function graphOf(chunk: unknown): string[] | undefined {
  const metadata: unknown = Array.isArray(chunk) ? chunk[1] : undefined;
  if (!isDict(metadata) || typeof metadata.langgraph_checkpoint_ns !== 'string') return undefined;
  return metadata.langgraph_checkpoint_ns.split('|').slice(0, -1);
}

function withPublicPayload(chunk: unknown): unknown {
  return isDict(chunk) && chunk.type === 'checkpoint' ? { ...chunk, payload: withPublicConfigs(chunk.payload) } : chunk;
}

function withPublicConfigs(chunk: unknown): unknown {
  if (!isDict(chunk)) return chunk;
  const { config, parentConfig } = chunk;
  return {
    ...chunk,
    ...(isDict(config) && { config: positionOf(config as RunnableConfig) }), // as LangGraph emits it
    ...(isDict(parentConfig) && { parentConfig: positionOf(parentConfig as RunnableConfig) }),
  };
}

function isDict(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
