import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFiles } from './hash-files';
import { projectRoot } from './project-root';
import { runTool } from './run-tool';
import { say } from './say';

const MARKER = join(projectRoot, 'lib/store/generated/.generated-from');

/** Writes the Prisma client of `prisma/schema.prisma` unless the one on disk was made from it. */
export async function generateIfStale(): Promise<void> {
  const wanted = await hashFiles(['prisma/schema.prisma', 'node_modules/prisma/package.json']);
  if ((await readFile(MARKER, 'utf8').catch(() => '')) === wanted) return;
  say('Generating the database client ...');
  // Generating does not use Prisma's schema engine. Naming any program as that engine keeps Prisma from downloading it, and
  // Node itself is a program that exists on every platform.
  const env = {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  };
  const code = await runTool({ tool: 'prisma', args: ['generate'], env });
  if (code !== 0)
    throw new Error('Prisma could not generate its client; the lines above say why. Check prisma/schema.prisma.');
  await writeFile(MARKER, wanted);
}
