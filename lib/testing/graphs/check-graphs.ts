import * as fc from 'fast-check';
import { MemorySaver } from '#lib/engine';
import { type Play, playPlan } from './play-plan';
import { randomPlan } from './random-plan';
import { TooMuch } from './reference-world';

export interface CheckOptions {
  readonly seed: number;
  readonly graphs: number;
  /** Of a failure that is to be seen again. */
  readonly path?: string | undefined;
  /** A failure is shown as it was found, not made smaller first. */
  readonly asFound?: boolean;
}

/** Plays random graphs; returns what fast-check says about the smallest one on which engine and reference differ. */
export async function checkGraphs({
  seed,
  graphs,
  path,
  asFound = false,
}: CheckOptions): Promise<{ played: number; failure?: string }> {
  let played = 0;
  const property = fc.asyncProperty(plays, async ({ hasSaver, ...play }) => {
    try {
      await playPlan(play, hasSaver ? new MemorySaver() : undefined);
      played++;
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
    }
  });
  const details = await fc.check(property, {
    seed,
    numRuns: graphs,
    endOnFailure: asFound || path !== undefined,
    ...(path !== undefined && { path }),
  });
  return details.failed ? { played, failure: explain(details) } : { played };
}

function explain({ errorInstance, counterexample, seed, counterexamplePath }: fc.RunDetails<[HasSaver]>): string {
  const why = errorInstance instanceof Error ? errorInstance.stack : String(errorInstance);
  return `${why}\n\n${JSON.stringify(counterexample)}\n\nOnce more: --seed ${seed} --path ${counterexamplePath}\n`;
}

interface HasSaver extends Play {
  readonly hasSaver: boolean;
}

const plays: fc.Arbitrary<HasSaver> = fc.boolean().chain((asks) =>
  fc.record({
    plan: randomPlan({ asks }),
    choices: fc.array(fc.nat(59), { minLength: 1, maxLength: 12 }),
    isFresh: fc.boolean(),
    durability: fc.constantFrom('sync', 'async', 'exit'),
    hasSaver: asks ? fc.constant(true) : fc.boolean(),
  }),
);
