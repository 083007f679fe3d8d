import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ENTRY = fileURLToPath(new URL('worker-process.ts', import.meta.url));

/** Packages that are not modules ask for their own by `require`. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

export interface WorkerBundle {
  path: string;
  remove(): Promise<void>;
}

/**
 * The worker process as one file. Processes are killed and replaced all the time here, and from the sources each of them would
 * take five times as long to start.
 */
export async function bundleWorker(): Promise<WorkerBundle> {
  const folder = await mkdtemp(join(tmpdir(), 'holdpoint-model-'));
  const path = join(folder, 'worker-process.mjs');
  await build({
    ...{ entryPoints: [ENTRY], outfile: path, banner: { js: REQUIRE }, logLevel: 'error' },
    ...{ bundle: true, platform: 'node', format: 'esm', target: 'node20' },
  });
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
