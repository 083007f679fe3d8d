import { expect, test } from 'vitest';
import { checkCrashes, checkForks, checkGraphs } from '#lib/testing/graphs/check-graphs';

// The same graphs every time, so that a failure is due to a change; `npm run graphs` plays others, and more of them.
const SEED = 1;
const GRAPHS = 250;
const FORKED_GRAPHS = 60;
const CRASHED_GRAPHS = 80;

test('random graphs do what the semantics say, whatever saver, process and order of answers', async () => {
  const { failure } = await checkGraphs({ seed: SEED, graphs: GRAPHS });

  expect(failure).toBeUndefined();
}, 120_000);

test('random graphs whose processes die, some of them several times, end as if they had not', async () => {
  const { failure } = await checkCrashes({ seed: SEED, graphs: CRASHED_GRAPHS });

  expect(failure).toBeUndefined();
}, 120_000);

test('a branch from any checkpoint of a random graph comes to the same end, and changes no other', async () => {
  const { failure } = await checkForks({ seed: SEED, graphs: FORKED_GRAPHS });

  expect(failure).toBeUndefined();
}, 120_000);
