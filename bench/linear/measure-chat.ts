/** Where a chat is kept. */
export interface ChatStorage {
  name: string;
  newThread(): Promise<string>;
  /** A run: a message, then answers until there are `length` messages, one at least. */
  say(threadId: string, length?: number): Promise<void>;
  /** @returns how long its state is, as JSON */
  read(threadId: string): Promise<number>;
  bytesOf(threadId: string): Promise<number>;
  close(): Promise<void>;
}

export interface ChatCosts {
  bytes: number;
  stepMs: number;
  turnMs: number;
  readMs: number;
  state: number;
}

const SAMPLES = 41;
const STEPS = 100;

/** What one more turn costs in a chat of so many, two messages each. Times are medians. */
export async function measureChat(storage: ChatStorage, turns: number): Promise<ChatCosts> {
  const threadId = await storage.newThread();
  await storage.say(threadId, 2 * turns);
  const before = await storage.bytesOf(threadId);
  const turnMs = await medianMs(SAMPLES, () => storage.say(threadId));
  const bytes = ((await storage.bytesOf(threadId)) - before) / SAMPLES;
  let state = 0;
  const readMs = await medianMs(SAMPLES, async () => {
    state = await storage.read(threadId);
  });
  let length = 2 * (turns + SAMPLES);
  // What the run costs beside its steps, its first look at the state above all, is that of a turn.
  const longRunMs = await medianMs(5, () => {
    length += STEPS + 2;
    return storage.say(threadId, length);
  });
  return { bytes, stepMs: (longRunMs - turnMs) / STEPS, turnMs, readMs, state };
}

async function medianMs(times: number, work: () => Promise<void>): Promise<number> {
  const ms: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    await work();
    ms.push(performance.now() - startedAt);
  }
  return ms.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}
