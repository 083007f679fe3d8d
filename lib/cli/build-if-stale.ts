import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFiles } from './hash-files';
import { projectRoot } from './project-root';
import { runTool } from './run-tool';
import { say } from './say';

const SOURCES = [
  'app',
  'lib',
  'prisma',
  'public',
  'instrumentation.ts',
  'next.config.js',
  'postcss.config.mjs',
  'package-lock.json',
];

const ENV = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };

/** Builds the Next app unless the build on disk was made from these sources. */
export async function buildIfStale(): Promise<void> {
  const marker = join(projectRoot, process.env.NEXT_DIST_DIR ?? '.next', 'holdpoint-built-from');
  const sources = await hashFiles(SOURCES, isNoSource);
  if ((await readFile(marker, 'utf8').catch(() => '')) === sources) return;
  say('Building the app; this takes about a minute the first time ...');
  const startedAt = performance.now();
  // A build that fails half-way must not pass for the one before it.
  await rm(marker, { force: true });
  const code = await keepTsconfig(() => runTool({ tool: 'next', args: ['build'], env: ENV }));
  if (code !== 0) throw new Error('The app could not be built; the lines above say why.');
  await writeFile(marker, sources);
  say(`Built in ${((performance.now() - startedAt) / 1000).toFixed(0)} s.`);
}

/** Next writes the types of a build folder that it does not know into tsconfig.json, which is not for it to change. */
async function keepTsconfig<T>(build: () => Promise<T>): Promise<T> {
  const path = join(projectRoot, 'tsconfig.json');
  const before = await readFile(path, 'utf8');
  try {
    return await build();
  } finally {
    if ((await readFile(path, 'utf8')) !== before) await writeFile(path, before);
  }
}

/** Tests are not part of the app, the generated client follows from the schema, and the server reads catalogues when it starts. */
function isNoSource(path: string): boolean {
  return (
    /\.(?:test\.tsx?|po)$/.test(path) || path.startsWith('lib/store/generated/') || path.startsWith('lib/testing/')
  );
}
