// npm run model -- --sequences 1000 --seed 7 --workers 4: so many sequences on two lanes of four workers each. --path plays one
// failure again, as its report says.
import { parseArgs } from 'node:util';
import { migrate } from '#lib/store/migrate';
import { databaseUrl } from '../database-url';
import { runSql } from '../run-sql';
import { startTestPostgres } from '../test-postgres';
import { checkModel } from './check-model';

const { values } = parseArgs({
  options: {
    sequences: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    workers: { type: 'string', default: '4' },
    lanes: { type: 'string', default: '2' },
    path: { type: 'string' },
    'as-found': { type: 'boolean', default: false },
  },
});

/** A failure ends its seed, so a seed is not the whole of it. */
const OF_ONE_SEED = 50;
/** How often to say how far it is, in sequences. */
const PROGRESS = 50;
let done = 0;
const onPlayed = () => {
  if (++done % PROGRESS === 0) console.log(`${done} sequences`);
};

const server = await startTestPostgres();
const lanes = values.path === undefined ? Number(values.lanes) : 1;
const names = Array.from({ length: lanes }, (_, n) => `model_${process.pid}_${n}`);
const urls = names.map((name) => databaseUrl(server.url, name));
for (const name of names) await runSql(server.url, `CREATE DATABASE ${name}`);
try {
  await Promise.all(urls.map((url) => migrate(url)));
  const sequences = values.path === undefined ? Math.min(Number(values.sequences), OF_ONE_SEED) : 1;
  const first = Number(values.seed);
  const count = values.path === undefined ? Math.ceil(Number(values.sequences) / sequences) : 1;
  const seeds = Array.from({ length: count }, (_, n) => first + n);
  console.log(`seeds ${first} to ${seeds.at(-1)}`);
  const started = performance.now();
  const { played, failures } = await checkModel({
    ...{ urls, seeds, path: values.path, sequences },
    ...{ workers: Number(values.workers), asFound: values['as-found'], onPlayed, onFailure: console.error },
  });
  const seconds = (performance.now() - started) / 1000;
  console.log(`${played} sequences in ${seconds.toFixed(1)} s, ${failures.length} seeds failed`);
  process.exitCode = failures.length > 0 ? 1 : 0;
} finally {
  for (const name of names) await runSql(server.url, `DROP DATABASE ${name} WITH (FORCE)`);
  await server.stop();
}
