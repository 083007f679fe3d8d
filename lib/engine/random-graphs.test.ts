import { expect, test } from 'vitest';
import { checkGraphs } from '#lib/testing/graphs/check-graphs';

// The same graphs every time, so that a failure is due to a change; `npm run graphs` plays others, and more of them.
const SEED = 1;
const GRAPHS = 250;

test('random graphs do what the semantics say, whatever saver, process and order of answers', async () => {
  const { failure } = await checkGraphs({ seed: SEED, graphs: GRAPHS });

  expect(failure).toBeUndefined();
}, 120_000);
