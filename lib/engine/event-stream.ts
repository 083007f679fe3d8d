import type { Configurable, RunnableConfig } from './types';

/** A chunk with its mode, and with the namespace before it where nested graphs are told too. */
export type TaggedChunk = [namespace: string[], mode: string, chunk: unknown] | [mode: string, chunk: unknown];

/** Chunks as server-sent events, to be sent as they are: `event` is the mode and the namespace. A failure is the last one. */
export function toEventStream(chunks: AsyncIterator<TaggedChunk>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const encode = (event: string, data: unknown) =>
    encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data) ?? 'null'}\n\n`);
  return new ReadableStream({
    async pull(controller) {
      try {
        const next = await chunks.next();
        if (next.done) return controller.close();
        controller.enqueue(encode(...eventOf(next.value)));
      } catch (error) {
        controller.enqueue(encode('error', errorData(error)));
        controller.close();
      }
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}

function eventOf(tagged: TaggedChunk): [event: string, data: unknown] {
  const [ns, mode, chunk] = tagged.length === 3 ? tagged : [[], ...tagged];
  return [[mode, ...ns].join('|'), dataOf(mode, chunk)];
}

function dataOf(mode: string, chunk: unknown): unknown {
  if (mode === 'checkpoints') return checkpointData(chunk);
  if (mode !== 'debug' || !isRecord(chunk) || chunk.type !== 'checkpoint') return chunk;
  return { ...chunk, payload: checkpointData(chunk.payload) };
}

/** A snapshot with the places of its checkpoints in the form in which clients send them back. */
function checkpointData(snapshot: unknown): unknown {
  if (!isRecord(snapshot)) return snapshot;
  const { parentConfig, tasks, ...rest } = snapshot;
  return {
    ...rest,
    tasks: Array.isArray(tasks) ? tasks.map(taskData) : tasks,
    checkpoint: placeOf(snapshot.config),
    parent_checkpoint: placeOf(parentConfig),
    config: withoutEngineKeys(snapshot.config),
    parent_config: withoutEngineKeys(parentConfig),
  };
}

function taskData(task: unknown): unknown {
  if (!isRecord(task)) return task;
  const { state, ...rest } = task;
  const checkpoint = placeOf(state);
  return checkpoint ? { ...rest, checkpoint } : task;
}

function placeOf(config: unknown): Record<string, unknown> | null {
  const configurable = isConfig(config) ? config.configurable : undefined;
  if (!configurable?.thread_id) return null;
  const { thread_id, checkpoint_ns = '', checkpoint_id = null, checkpoint_map = null } = configurable;
  return { thread_id, checkpoint_ns, checkpoint_id, checkpoint_map };
}

function withoutEngineKeys(config: unknown): unknown {
  if (!isConfig(config)) return config;
  const own = Object.entries(config.configurable).filter(([key]) => !key.startsWith('__'));
  return { ...config, configurable: Object.fromEntries(own) };
}

function errorData(error: unknown): { error: string; message: string } {
  if (error instanceof Error) return { error: error.name, message: error.message };
  return { error: 'Error', message: JSON.stringify(error) };
}

function isConfig(value: unknown): value is RunnableConfig & { configurable: Configurable } {
  return isRecord(value) && isRecord(value.configurable);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
