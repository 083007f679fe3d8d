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
    'quiet-ms': { type: 'string', default: '6000' },
  },
});

/** How often to say how far it is, in sequences. */
const PROGRESS = 50;
let done = 0;
const onPlayed = () => {
  if (++done % PROGRESS === 0) console.log(`${done} sequences`);
};

const server = await startTestPostgres();
const name = `model_${process.pid}`;
const url = databaseUrl(server.url, name);
await runSql(server.url, `CREATE DATABASE ${name}`);
try {
  await migrate(url);
  const lanes = values.path === undefined ? Number(values.lanes) : 1;
  const seeds = Array.from({ length: lanes }, (_, n) => Number(values.seed) + n);
  console.log(`seeds ${seeds.join(', ')}`);
  const started = performance.now();
  const { played, failures } = await checkModel({
    ...{ url, seeds, lanes, path: values.path, sequences: Math.ceil(Number(values.sequences) / lanes) },
    ...{ workers: Number(values.workers), quietMs: Number(values['quiet-ms']) },
    ...{ asFound: values['as-found'], onPlayed, onFailure: console.error },
  });
  const seconds = (performance.now() - started) / 1000;
  console.log(`${played} sequences in ${seconds.toFixed(1)} s, ${failures.length} seeds failed`);
  process.exitCode = failures.length > 0 ? 1 : 0;
} finally {
  await runSql(server.url, `DROP DATABASE ${name} WITH (FORCE)`);
  await server.stop();
}
