// `npm run chaos -- --rounds N --seed S`: what servers promise, kept while their processes and their database are killed, stopped
// and cut off; `--only 'restart immediate'` makes one kind of trouble alone. `npm run chaos -- --embedded N --seed S`: the embedded database, killed N times.
import { parseArgs } from 'node:util';
import { runEmbeddedKills } from './embedded';
import { runChaos } from './suite';
import { troubleOf } from './trouble';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    seed: { type: 'string' },
    embedded: { type: 'string' },
    only: { type: 'string' },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const seed = Number(values.seed ?? Date.now() % 1_000_000);

// So that everything is cleaned up on Ctrl-C, too.
process.once('SIGINT', () => process.exit(130));

say(`seed ${seed}`);
if (values.embedded) {
  const lost = await runEmbeddedKills({ kills: Number(values.embedded), seed, say });
  say(lost.length === 0 ? 'Nothing acknowledged was lost.' : lost.join('\n'));
  process.exit(lost.length === 0 ? 0 : 1);
}
const failed = await runChaos({
  only: values.only === undefined ? undefined : troubleOf(values.only),
  rounds: Number(values.rounds),
  seed,
  say,
  troubles: 12,
  settleMs: 90_000,
  leaseMs: 1_500,
});
say(failed.length === 0 ? 'All rounds passed.' : `Failed: ${failed.join('; ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
