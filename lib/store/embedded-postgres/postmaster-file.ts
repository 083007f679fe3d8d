import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isProcessAlive } from './is-process-alive';

/** What a running server writes about itself into its cluster, and a killed one leaves there. */
export interface PostmasterFile {
  pid: number;
  clusterFolder: string;
  port: number;
  /** Empty while the server starts: the file grows. */
  socketFolder: string;
  /** The server says that it takes connections. */
  isReady: boolean;
}

export async function readPostmasterFile(clusterFolder: string): Promise<PostmasterFile | undefined> {
  return parsePostmasterFile(await readFile(join(clusterFolder, 'postmaster.pid'), 'utf8').catch(() => ''));
}

/** Undefined for a file that says nothing yet. */
export function parsePostmasterFile(text: string): PostmasterFile | undefined {
  const [pid, clusterFolder = '', , port, socketFolder = '', , , status] = text.split('\n');
  if (!(Number(pid) > 0)) return undefined;
  return { pid: Number(pid), clusterFolder, port: Number(port), socketFolder, isReady: status?.trim() === 'ready' };
}

/**
 * Whether the process of that number is the server of this cluster. After a crash or in a new container the number may belong
 * to any other program, and in a copied folder to the server of the original.
 */
export async function isServerOf(clusterFolder: string, { pid }: PostmasterFile): Promise<boolean> {
  if (!isProcessAlive(pid)) return false;
  const commandLine = await readCommandLine(pid);
  return commandLine === undefined || commandLine.includes(` -D ${clusterFolder} `);
}

/** Undefined where the platform does not tell; empty for a process that has ended and waits to be collected. */
async function readCommandLine(pid: number): Promise<string | undefined> {
  if (existsSync('/proc/self/cmdline')) {
    const bytes = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return bytes.replaceAll('\0', ' ');
  }
  const listed = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => undefined);
  return listed?.stdout;
}
