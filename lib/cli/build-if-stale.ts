import { readFile, writeFile } from 'node:fs/promises';
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

/** Builds the Next app unless the build on disk was made from these sources. */
export async function buildIfStale(): Promise<void> {
  const marker = join(projectRoot, process.env.NEXT_DIST_DIR ?? '.next', 'holdpoint-built-from');
  const sources = await hashFiles(SOURCES, isNoSource);
  if ((await readFile(marker, 'utf8').catch(() => '')) === sources) return;
  say('Building the app; this takes about a minute the first time ...');
  const startedAt = performance.now();
  const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  const code = await runTool({ tool: 'next', args: ['build'], env });
  if (code !== 0) throw new Error('The app could not be built; the lines above say why.');
  await writeFile(marker, sources);
  say(`Built in ${((performance.now() - startedAt) / 1000).toFixed(0)} s.`);
}

/** Tests are not part of the app, and the generated client follows from the schema. */
function isNoSource(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('lib/store/generated/') || path.startsWith('lib/testing/');
}
