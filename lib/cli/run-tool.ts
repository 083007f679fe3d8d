import { type SpawnOptions, spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './project-root';

/** The command line tools of the packages we depend on, called through Node because a shell may not find or start them. */
const TOOLS = {
  biome: '@biomejs/biome/bin/biome',
  next: 'next/dist/bin/next',
  playwright: '@playwright/test/cli.js',
  prisma: 'prisma/build/index.js',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
} as const;

export interface ToolCall {
  tool: keyof typeof TOOLS;
  args: string[];
  env?: Record<string, string>;
  /** `inherit` shows the output as it comes; `quiet` (default) shows it only when the tool fails. */
  output?: 'inherit' | 'quiet';
}

/** Runs a tool in the checkout and resolves with its exit code; one killed by a signal counts as failed. */
export function runTool({ tool, args, env, output = 'quiet' }: ToolCall): Promise<number> {
  const stdio: SpawnOptions['stdio'] =
    output === 'inherit' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
  const script = join(projectRoot, 'node_modules', TOOLS[tool]);
  const child = spawn(process.execPath, [script, ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio,
  });
  const kept: Buffer[] = [];
  child.stdout?.on('data', (data: Buffer) => kept.push(data));
  child.stderr?.on('data', (data: Buffer) => kept.push(data));
  // Somebody who stops the command does not want its tools to go on behind it.
  const stop = () => child.kill();
  process.once('exit', stop);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', stop);
      if (code !== 0) process.stderr.write(Buffer.concat(kept));
      resolve(code ?? 1);
    });
  });
}
