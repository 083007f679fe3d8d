import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type ConnectionState, hearLive } from './hear-live';
import { LiveConnection, type LiveSource, RETRY_MS, SILENCE_MS } from './live-connection';

interface TestSource extends LiveSource {
  readyState: number;
  isClosed: boolean;
}

let sources: TestSource[];
let states: ConnectionState[];
let heard: string[];
let connection: LiveConnection;

const CONNECTING = 0;
const CLOSED = 2;

function makeSource(): TestSource {
  const source: TestSource = {
    onmessage: null,
    onerror: null,
    readyState: CONNECTING,
    isClosed: false,
    close: () => {
      source.isClosed = true;
    },
  };
  sources.push(source);
  return source;
}

/** The newest connection says it. */
function say(message: object): void {
  sources.at(-1)?.onmessage?.(new MessageEvent('message', { data: JSON.stringify(message) }));
}

function fail(readyState: number): void {
  const source = sources.at(-1);
  if (!source) return;
  source.readyState = readyState;
  source.onerror?.(new Event('error'));
}

beforeEach(() => {
  vi.useFakeTimers();
  [sources, states, heard] = [[], [], []];
  const handlers = {
    onConnection: (state: ConnectionState) => void states.push(state),
    onTrouble: (trouble: string | null) => void heard.push(`trouble ${trouble}`),
    onMessage: ({ k }: { k: string }) => void heard.push(k),
  };
  const onLost = () => void states.push('lost');
  connection = new LiveConnection({ onLost, onText: (text) => hearLive(text, handlers) }, makeSource);
  connection.open();
});

afterEach(() => vi.useRealTimers());

it('is open once the server has greeted, and everything is read again then', () => {
  say({ k: 'hello' });
  say({ k: 'run', t: 't', r: 'r', s: null });
  say({ k: 'database', trouble: 'full' });

  expect(states).toEqual(['open']);
  expect(heard).toEqual(['trouble null', 'resync', 'run', 'trouble full']);
});

it('is lost by an error; the browser tries again by itself', () => {
  say({ k: 'hello' });
  fail(CONNECTING);
  vi.advanceTimersByTime(RETRY_MS);
  say({ k: 'hello' });

  expect(states).toEqual(['open', 'lost', 'open']);
  expect(sources).toHaveLength(1);
});

it('is made anew where the browser has given up', () => {
  fail(CLOSED);
  vi.advanceTimersByTime(RETRY_MS);

  expect(sources).toHaveLength(2);
  expect(sources[0]?.isClosed).toBe(true);
});

it('is lost, and made anew, when nothing is heard for long', () => {
  say({ k: 'hello' });
  vi.advanceTimersByTime(SILENCE_MS);

  expect(states).toEqual(['open', 'lost']);
  expect(sources.map(({ isClosed }) => isClosed)).toEqual([true, false]);
});

it('is not lost while the server says that it is there', () => {
  say({ k: 'hello' });
  for (let beats = 0; beats < 10; beats++) {
    vi.advanceTimersByTime(15_000);
    say({ k: 'beat' });
  }

  expect(states).toEqual(['open']);
  expect(heard).toEqual(['trouble null', 'resync']);
});

it('says nothing any more once it is closed', () => {
  connection.close();
  vi.advanceTimersByTime(10 * SILENCE_MS);

  expect(sources).toHaveLength(1);
  expect(states).toEqual([]);
});
