import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Gate } from '#lib/testing/gate';
import { createRefresher } from './refresher';

const KEY = ['run-progress', 'r'];

let client: QueryClient;
let status: string;

beforeEach(() => {
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  status = 'running';
});

afterEach(() => client.clear());

/** Shows the status; each answer waits at the gate of its number, if there is one. */
function show(gates: Gate[] = []): () => string | undefined {
  let fetches = 0;
  const observer = new QueryObserver(client, {
    queryKey: KEY,
    queryFn: async () => {
      const read = status;
      await gates[fetches++]?.pass();
      return read;
    },
  });
  observer.subscribe(() => undefined);
  return () => observer.getCurrentResult().data;
}

it('reads again what has changed', async () => {
  const shown = show();
  await expect.poll(shown).toBe('running');

  status = 'done';
  createRefresher(client)([KEY]);

  await expect.poll(shown).toBe('done');
});

it('reads again what changed while it was read for the first time', async () => {
  const first = new Gate();
  const shown = show([first]);
  await first.reached;

  status = 'done';
  createRefresher(client)([['run-progress']]);
  first.open();

  await expect.poll(shown).toBe('done');
});

it('reads again what changed while it was read again', async () => {
  const second = new Gate();
  const shown = show([new Gate(), second].map((gate, n) => (n === 0 ? openGate(gate) : gate)));
  await expect.poll(shown).toBe('running');
  const refresh = createRefresher(client);
  refresh([KEY]);
  await second.reached;

  status = 'done';
  refresh([KEY]);
  second.open();

  await expect.poll(shown).toBe('done');
});

function openGate(gate: Gate): Gate {
  gate.open();
  return gate;
}
