import * as fc from 'fast-check';
import { type BaseCheckpointSaver, type Durability, MemorySaver } from '#lib/engine';
import { crashAt } from './crash-everywhere';
import { playForks } from './play-forks';
import { type Play, playPlan } from './play-plan';
import { randomPlan } from './random-plan';
import { TooMuch } from './reference-world';
import { slowSaver } from './slow-saver';

export interface CheckOptions {
  readonly seed: number;
  readonly graphs: number;
  /** Of a failure that is to be seen again. */
  readonly path?: string | undefined;
  /** A failure is shown as it was found, not made smaller first. */
  readonly asFound?: boolean;
}

export interface CheckReport {
  /** Without those that were too large, or said nothing for another reason. */
  readonly played: number;
  /** What there is to say about the smallest graph that shows a fault. */
  readonly failure?: string;
}

/** Runs random graphs to their end, and compares them with the reference wherever they come to rest. */
export function checkGraphs(options: CheckOptions): Promise<CheckReport> {
  return check(plays, ({ saver, ...play }) => playPlan(play, SAVERS[saver]()), options);
}

/** Goes back to older checkpoints of random graphs, and on from there. */
export function checkForks(options: CheckOptions): Promise<CheckReport> {
  return check(
    fc.record({
      plan: randomPlan({ asks: true, keeps: true, isRepeatable: true }),
      choices: fc.array(choice, { minLength: 1, maxLength: 3 }),
    }),
    playForks,
    options,
  );
}

/** Lets processes of random graphs die, several times in one run. */
export function checkCrashes(options: CheckOptions): Promise<CheckReport> {
  const death = fc.record({ atWrite: fc.integer({ min: 1, max: 40 }), when: fc.constantFrom('before', 'after') });
  const plays = fc.constantFrom<Durability>('sync', 'async', 'exit').chain((durability) =>
    fc.record({
      // Stored at the end, a graph that keeps its state may be ahead of the one that calls it, and is then called once more.
      plan: randomPlan({ asks: true, keeps: durability !== 'exit', isRepeatable: true }),
      deaths: fc.array(death, { minLength: 1, maxLength: 3 }),
      durability: fc.constant(durability),
    }),
  );
  return check(
    plays,
    async (play) => {
      const saver = new MemorySaver();
      await crashAt({ ...play, storage: { threadId: 'thread', isFenced: false, open: async () => saver } });
    },
    options,
  );
}

async function check<Drawn>(
  drawn: fc.Arbitrary<Drawn>,
  play: (drawn: Drawn) => Promise<void>,
  { seed, graphs, path, asFound = false }: CheckOptions,
): Promise<CheckReport> {
  let played = 0;
  const property = fc.asyncProperty(drawn, async (each) => {
    try {
      await play(each);
      played++;
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
    }
  });
  const details = await fc.check(property, {
    ...{ seed, numRuns: graphs, endOnFailure: asFound || path !== undefined },
    ...(path !== undefined && { path }),
  });
  if (!details.failed) return { played };
  const why = details.errorInstance instanceof Error ? details.errorInstance.stack : String(details.errorInstance);
  const again = `Once more: --seed ${seed} --path ${details.counterexamplePath}`;
  return { played, failure: `${why}\n\n${JSON.stringify(details.counterexample)}\n\n${again}\n` };
}

const SAVERS = {
  none: () => undefined,
  memory: () => new MemorySaver(),
  slow: () => slowSaver(new MemorySaver()),
} satisfies Record<string, () => BaseCheckpointSaver | undefined>;

interface PlayWithSaver extends Play {
  readonly saver: keyof typeof SAVERS;
}

const choice = fc.nat(59);

const plays: fc.Arbitrary<PlayWithSaver> = fc.boolean().chain((asks) =>
  fc.record({
    plan: randomPlan({ asks, keeps: true, isRepeatable: false }),
    choices: fc.array(choice, { minLength: 1, maxLength: 12 }),
    isFresh: fc.boolean(),
    durability: fc.constantFrom('sync', 'async', 'exit'),
    saver: asks ? fc.constantFrom('memory', 'slow') : fc.constantFrom('none', 'memory'),
  }),
);
