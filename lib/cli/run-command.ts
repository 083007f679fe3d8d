import { type SpawnOptions, spawn } from 'node:child_process';
import { projectRoot } from './project-root';

export interface Command {
  args: string[];
  env?: Record<string, string>;
  /** `inherit` shows the output as it comes; `quiet` shows it only when the command fails. */
  output?: 'inherit' | 'quiet';
}

/** Runs Node with `args` in the checkout and resolves with its exit code; a command killed by a signal counts as failed. */
export function runNode({ args, env, output = 'inherit' }: Command): Promise<number> {
  const stdio: SpawnOptions['stdio'] =
    output === 'inherit' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
  const child = spawn(process.execPath, args, { cwd: projectRoot, env: { ...process.env, ...env }, stdio });
  const kept: Buffer[] = [];
  child.stdout?.on('data', (data: Buffer) => kept.push(data));
  child.stderr?.on('data', (data: Buffer) => kept.push(data));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code !== 0) process.stderr.write(Buffer.concat(kept));
      resolve(code ?? 1);
    });
  });
}
