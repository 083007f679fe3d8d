import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * The nearest `path` in the working directory or the folder of the program, or in one of their parents. The place of a module
 * is no help: bundlers move it.
 */
export async function findUpwards(path: string): Promise<string | undefined> {
  const program = process.argv[1];
  for (const start of [process.cwd(), ...(program ? [dirname(program)] : [])]) {
    for (let folder = start; ; folder = dirname(folder)) {
      const candidate = join(folder, path);
      if (await exists(candidate)) return candidate;
      if (folder === dirname(folder)) break;
    }
  }
  return undefined;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
