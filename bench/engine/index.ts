/**
 * What our engine costs beside LangGraph.js: the same graphs on both, in turns on one machine, each in a process of its own.
 * `npm run bench:engine -- [--only TEXT] [--rounds N] [--json FILE]`
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '#lib/cli/project-root';
import { runMain } from '#lib/cli/run-main';
import { say } from '#lib/cli/say';
import { cases } from './cases';
import { type Compiled, compile } from './compile';
import { MeasuringProcess } from './measuring-process';
import { type EngineResult, type Measure, reportOf, tableOf } from './report';

/** A measure, and what the child is asked for. */
interface Row extends Measure {
  readonly what: string;
  readonly key: 'us' | 'ms' | 'bytes';
  readonly isPeerBundled?: boolean;
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
});

await runMain(async () => {
  const rows = allRows().filter(({ name, storage }) => `${name}, ${storage}`.includes(values.only));
  if (rows.length === 0) {
    throw new Error(`No case is named like "${values.only}". There are:\n${allRows().map(nameOf).join('\n')}`);
  }
  const compiled = await compile();
  const results: EngineResult[] = [];
  for (const row of rows) {
    say(`${nameOf(row)} ...`);
    results.push(await measure(row, compiled));
  }
  const version = await peerVersion();
  say(`\n${tableOf(results, version)}`);
  if (values.json) await writeFile(values.json, `${JSON.stringify(reportOf(results, version), null, 2)}\n`);
});

function allRows(): Row[] {
  const cpu = cases.flatMap(({ name, unit, asks }) =>
    Object.entries(asks).map(
      ([storage, ratio]): Row => ({ name, what: name, storage, unit: `us CPU / ${unit}`, key: 'us', ask: { ratio } }),
    ),
  );
  const load = { what: 'import', storage: 'none' };
  return [
    ...cpu,
    { ...load, name: 'import', unit: 'ms CPU', key: 'ms', ask: { below: 10 } },
    {
      ...load,
      name: 'import, the peer as one file too',
      unit: 'ms CPU',
      key: 'ms',
      ask: { below: 10 },
      isPeerBundled: true,
    },
    { ...load, name: 'memory after import', unit: 'bytes', key: 'bytes' },
    { name: 'memory of an idle thread', what: 'thread', storage: 'memory', unit: 'bytes', key: 'bytes' },
  ];
}

async function measure({ what, key, isPeerBundled, ...row }: Row, compiled: Compiled): Promise<EngineResult> {
  const start = (module: string) => MeasuringProcess.start(compiled.child, [module, what, row.storage]);
  const modules = [compiled.ours, isPeerBundled ? compiled.peerBundle : compiled.peer] as const;
  const figures: [number[], number[]] = [[], []];
  // What is warm is measured again and again; of what happens once in a process, each round needs a new one.
  const isWarm = key === 'us';
  const warm = isWarm ? await Promise.all(modules.map(start)) : [];
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [i, module] of modules.entries()) {
      const child = warm[i] ?? (await start(module));
      figures[i]?.push(Number((await child.measure())[key]));
      if (!isWarm) child.stop();
    }
  }
  for (const child of warm) child.stop();
  return { ...row, ours: figures[0], peer: figures[1] };
}

function nameOf({ name, storage }: Measure): string {
  return `${name}, ${storage}`;
}

/** Of what is installed, which is what was measured. */
async function peerVersion(): Promise<string> {
  const manifest = await readFile(join(projectRoot, 'node_modules/@langchain/langgraph/package.json'), 'utf8');
  return String(JSON.parse(manifest).version);
}
