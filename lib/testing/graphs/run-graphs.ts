// npm run graphs -- --graphs 5000 --seed 7: so many random graphs on the engine, against a reference that knows no checkpoints.
// --forks goes back to older checkpoints of each, --crashes lets their processes die. --path plays one failure again, as its report says.
import { parseArgs } from 'node:util';
import { checkCrashes, checkForks, checkGraphs } from './check-graphs';

const { values } = parseArgs({
  options: {
    graphs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    path: { type: 'string' },
    forks: { type: 'boolean', default: false },
    crashes: { type: 'boolean', default: false },
    'as-found': { type: 'boolean', default: false },
  },
});

const started = performance.now();
const checkOthers = values.crashes ? checkCrashes : checkGraphs;
const { played, failure } = await (values.forks ? checkForks : checkOthers)({
  seed: Number(values.seed),
  graphs: values.path === undefined ? Number(values.graphs) : 1,
  path: values.path,
  asFound: values['as-found'],
});
const seconds = (performance.now() - started) / 1000;
if (failure) console.error(failure);
console.log(
  `seed ${values.seed}: ${played} graphs in ${seconds.toFixed(1)} s, ${failure ? 'and one that differs' : 'none differs'}`,
);
process.exitCode = failure ? 1 : 0;
