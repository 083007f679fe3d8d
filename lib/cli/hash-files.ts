import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { projectRoot } from './project-root';

/** One hash over names and contents of files, and of all files below folders. What does not exist counts as empty. */
export async function hashFiles(paths: string[], isIgnored: (path: string) => boolean = () => false): Promise<string> {
  const files = (await Promise.all(paths.map((path) => filesBelow(join(projectRoot, path))))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const name = relative(projectRoot, file).replaceAll('\\', '/');
    if (!isIgnored(name))
      hash
        .update(`${name}\0`)
        .update(await readFile(file))
        .update('\0');
  }
  return hash.digest('hex');
}

async function filesBelow(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOTDIR') return [path];
    if (code === 'ENOENT') return [];
    throw error;
  }
}
