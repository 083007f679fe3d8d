import { underLoad } from '../measure';
import { askAndAnswer, createAndJoin } from '../operations';
import type { Row } from '../row';

const ROUND_MS = 4000;

/** How long one client waits, alone and among others. */
export const roundTrips: Row[] = [
  roundTrip('create -> join, 1 client', { clients: 1, ask: 10, once: createAndJoin }),
  roundTrip('create -> join, 32 clients', { clients: 32, ask: 100, once: createAndJoin }),
  roundTrip('interrupt -> read -> resume -> done, 1 client', { clients: 1, ask: 18, once: askAndAnswer }),
  roundTrip('interrupt -> read -> resume -> done, 32 clients', { clients: 32, ask: 200, once: askAndAnswer }),
];

/** How much is done in all. */
export const throughput: Row[] = [32, 128].map((clients) => ({
  name: `runs per second, ${clients} clients`,
  unit: 'runs/s',
  better: 'more',
  ask: 300,
  rounds: 2,
  async measure({ client }) {
    const { perSecond, samples } = await underLoad({ clients, forMs: ROUND_MS, once: () => createAndJoin(client) });
    return { value: perSecond, samples };
  },
}));

/** The event loop serves everybody; while it stands still, nobody is served. */
export const eventLoop: Row = {
  name: 'largest event-loop stall, 32 clients',
  unit: 'ms',
  better: 'less',
  ask: 100,
  rounds: 2,
  async measure({ client, longestStallMs }) {
    await longestStallMs();
    const { samples } = await underLoad({ clients: 32, forMs: ROUND_MS, once: () => createAndJoin(client) });
    return { value: await longestStallMs(), samples };
  },
};

function roundTrip(
  name: string,
  { clients, ask, once }: { clients: number; ask: number; once: typeof createAndJoin },
): Row {
  const measure: Row['measure'] = ({ client }) => underLoad({ clients, forMs: ROUND_MS, once: () => once(client) });
  return { name, unit: 'ms', better: 'less', ask, rounds: 2, measure };
}
