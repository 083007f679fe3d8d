import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { projectRoot } from '#lib/cli/project-root';

const PEER = '@langchain/langgraph';
// Within the project, where the peer's package is found.
const folder = join(projectRoot, 'node_modules/.cache/bench-engine');

export interface Compiled {
  /** The program that measures. */
  readonly child: string;
  /** Our engine as one file of JavaScript, as a bundler makes it. */
  readonly ours: string;
  /** The peer as it is installed, and as one file, made in the same way. */
  readonly peer: string;
  readonly peerBundle: string;
}

export async function compile(): Promise<Compiled> {
  await rm(folder, { recursive: true, force: true });
  await bundle('child', join(projectRoot, 'bench/engine/child.ts'));
  await bundle('ours', join(projectRoot, 'lib/engine/index.ts'));
  await bundle('peer', PEER);
  const file = (name: string) => join(folder, `${name}.mjs`);
  const url = (name: string) => pathToFileURL(file(name)).href;
  return { child: file('child'), ours: url('ours'), peer: PEER, peerBundle: url('peer') };
}

async function bundle(name: string, entryPoint: string): Promise<void> {
  await build({
    entryPoints: { [name]: entryPoint },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    absWorkingDir: projectRoot,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
}
