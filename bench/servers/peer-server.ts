import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#lib/cli/project-root';
import { say } from '#lib/cli/say';
import type { BenchServer } from './bench-server';
import { ChildServer } from './child-server';

const PEER = join(projectRoot, 'bench/peer');

/** LangGraph's JS dev server, which keeps everything in memory. Its packages are installed at the first use. */
export async function startPeer(): Promise<BenchServer> {
  await install();
  const folder = await mkdtemp(join(tmpdir(), 'holdpoint-bench-peer-'));
  const child = new ChildServer({
    args: [join(PEER, 'serve.mjs')],
    cwd: folder,
    apiPath: '',
    env: { LOG_LEVEL: 'error', LANGSMITH_TRACING: 'false', NODE_ENV: 'development' },
  });
  return {
    name: 'JS dev server',
    client: await child.start(),
    longestStallMs: () => child.longestStallMs(),
    async crash() {
      await child.stop('SIGKILL');
      await child.start();
    },
    async remove() {
      await child.stop('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function install(): Promise<void> {
  if (existsSync(join(PEER, 'node_modules/@langchain/langgraph-api'))) return;
  say("Installing LangGraph's JS dev server into bench/peer ...");
  // Its packages name peers that exclude each other; no script of theirs is needed.
  const args = ['install', '--legacy-peer-deps', '--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'];
  const npm = spawn('npm', args, { cwd: PEER, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(npm, 'close');
  if (code !== 0) throw new Error(`npm install in bench/peer ended with ${code}.`);
}
