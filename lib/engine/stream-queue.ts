import { isMessage } from './message';
import type { Ports } from './ports';
import type { EmitAt, Sink } from './sink';
import type { StreamMode } from './types';

export interface StreamShape {
  readonly modes: readonly StreamMode[];
  /** Chunks are `[mode, chunk]` when the caller gave a list of modes, even of one. */
  readonly isTagged: boolean;
  readonly subgraphs: boolean;
  /** Namespace of the graph whose stream this is, when it is itself nested. */
  readonly base: readonly string[];
  readonly ports: Ports;
}

/** From nested graphs, too, whether or not the caller asked for their chunks. */
const ALWAYS_TOLD: ReadonlySet<StreamMode> = new Set(['custom', 'messages', 'tools']);

interface Waiter {
  resolve(result: IteratorResult<unknown>): void;
  reject(error: unknown): void;
}

/**
 * The chunks of one call, as its caller iterates over them. The run does not wait for the consumer, and goes on when the
 * consumer leaves; a signal stops it.
 */
export class StreamQueue implements Sink, AsyncIterableIterator<unknown> {
  private readonly chunks: unknown[] = [];
  private readonly waiting: Waiter[] = [];
  private readonly seenMessages = new Set<string>();
  private end: { error?: unknown } | undefined;

  constructor(private readonly shape: StreamShape) {}

  wants({ mode, ns }: EmitAt): boolean {
    const { modes, subgraphs, base } = this.shape;
    const isTold = ALWAYS_TOLD.has(mode) || subgraphs || ns.length <= base.length;
    if (!isTold) return false;
    return modes.includes(mode) || (modes.includes('debug') && (mode === 'tasks' || mode === 'checkpoints'));
  }

  push(at: EmitAt, chunk: unknown): void {
    const { modes } = this.shape;
    if (modes.includes(at.mode) && !this.isRepeated(at.mode, chunk)) this.deliver(at.mode, at.ns, chunk);
    if (modes.includes('debug') && at.mode !== 'messages') this.pushDebug(at, chunk);
  }

  close(): void {
    this.finish({});
  }

  fail(error: unknown): void {
    this.finish({ error });
  }

  async next(): Promise<IteratorResult<unknown>> {
    if (this.chunks.length > 0) return { done: false, value: this.chunks.shift() };
    if (this.end) return this.takeEnd();
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  async return(): Promise<IteratorResult<unknown>> {
    this.finish({});
    this.chunks.length = 0;
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private takeEnd(): IteratorResult<unknown> {
    const end = this.end ?? {};
    this.end = {};
    if ('error' in end) throw end.error;
    return { done: true, value: undefined };
  }

  private finish(end: { error?: unknown }): void {
    if (this.end) return;
    this.end = end;
    const [first, ...others] = this.waiting.splice(0);
    if (first && 'error' in end) first.reject(end.error);
    else first?.resolve({ done: true, value: undefined });
    if (first) this.end = {};
    for (const waiter of others) waiter.resolve({ done: true, value: undefined });
  }

  private deliver(mode: StreamMode, ns: readonly string[], chunk: unknown): void {
    if (this.end) return;
    const { isTagged, subgraphs, base } = this.shape;
    const tagged = isTagged ? [mode, chunk] : [chunk];
    const shaped = subgraphs ? [ns.slice(base.length), ...tagged] : tagged;
    const value = shaped.length === 1 ? chunk : shaped;
    const waiter = this.waiting.shift();
    if (waiter) waiter.resolve({ done: false, value });
    else this.chunks.push(value);
  }

  private pushDebug({ mode, ns, step }: EmitAt, chunk: unknown): void {
    if (mode !== 'tasks' && mode !== 'checkpoints') return;
    const isStart = typeof chunk === 'object' && chunk !== null && 'triggers' in chunk;
    const taskType = isStart ? 'task' : 'task_result';
    const type = mode === 'checkpoints' ? 'checkpoint' : taskType;
    const timestamp = new Date(this.shape.ports.now()).toISOString();
    this.deliver('debug', ns, { step, type, timestamp, payload: chunk });
  }

  /** A message that was streamed in pieces, or by another task, is not sent again as a whole. */
  private isRepeated(mode: StreamMode, chunk: unknown): boolean {
    if (mode !== 'messages' || !Array.isArray(chunk)) return false;
    const message: unknown = chunk[0];
    if (!isMessage(message) || message.id === undefined) return false;
    const isWhole = !message.type.endsWith('Chunk');
    const isKnown = this.seenMessages.has(message.id);
    this.seenMessages.add(message.id);
    return isWhole && isKnown;
  }
}
