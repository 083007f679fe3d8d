import { readFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';

/** What a langgraph.json may say of a graph beside where it is. */
export interface GraphSettings {
  description?: string;
  repairDanglingToolCalls?: boolean;
  timeoutSeconds?: number;
}

/** A graph that a langgraph.json names. */
export interface GraphSource {
  id: string;
  /** Absolute. */
  file: string;
  exportName: string;
  settings: GraphSettings;
  /** How error messages name it. */
  label: string;
}

const EXTENSIONS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

const entryObject = z.object({
  path: z.string(),
  description: z.string().optional(),
  repair_dangling_tool_calls: z.boolean().optional(),
  timeout_seconds: z.number().positive().optional(),
});
/** A text is a path alone. What is wrong with an object is then told of its key, and not of the entry. */
const entry = z.preprocess((given) => (typeof given === 'string' ? { path: given } : given), entryObject);
const schema = z.object({
  graphs: z.record(z.string(), entry),
  env: z
    .union([z.string(), z.record(z.string(), z.string()), z.array(z.string())], {
      error: 'it must be the name of a file, or an object of texts',
    })
    .optional(),
});

interface GraphsFile {
  file: string;
  sources: GraphSource[];
  env: Record<string, string | undefined>;
}

/**
 * The graphs of one langgraph.json or of several, with their `env` put into this process's environment, where that does not have it
 * already. Nothing is put there if one of the files is wrong, or if two give a variable different values.
 */
export async function readGraphsFiles(paths: readonly string[]): Promise<GraphSource[]> {
  const files = await Promise.all(paths.map((path) => readGraphsFile(resolve(path))));
  applyEnv(files);
  return files.flatMap(({ sources }) => sources);
}

async function readGraphsFile(file: string): Promise<GraphsFile> {
  const { graphs, env } = await parseFile(file);
  const sources = Object.entries(graphs).map(([id, value]) => sourceOf(file, id, value));
  return { file, sources, env: await envOf(file, env) };
}

async function parseFile(file: string): Promise<z.infer<typeof schema>> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`${file} cannot be read. Set HOLDPOINT_GRAPHS to the path of your langgraph.json.`, { cause });
  });
  const parsed = schema.safeParse(parseJson(file, text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(
    `${file} cannot be used: at "${issue?.path.join('.')}", ${issue?.message}. Write {"graphs": {"my_graph": "./my-graph.ts:graph"}}, and what else docs/langgraph-js.md says.`,
  );
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${file} is not valid JSON: ${reason}. Correct it there.`, { cause });
  }
}

function sourceOf(json: string, id: string, { path, ...settings }: z.infer<typeof entryObject>): GraphSource {
  const [, name = '', exportName = 'default'] = /^(.*?)(?::([\p{ID_Start}_$][\p{ID_Continue}$]*))?$/su.exec(path) ?? [];
  const label = `Graph "${id}" of ${json}`;
  if (!EXTENSIONS.includes(extname(name))) {
    throw new Error(
      `${label} is at "${path}", which is no JavaScript or TypeScript file. Write "./file.ts:exportName"; the file may end in ${EXTENSIONS.join(', ')}.`,
    );
  }
  return { id, file: resolve(dirname(json), name), exportName, label, settings: settingsOf(settings) };
}

function settingsOf(given: Omit<z.infer<typeof entryObject>, 'path'>): GraphSettings {
  const { description, repair_dangling_tool_calls: repairDanglingToolCalls, timeout_seconds: timeoutSeconds } = given;
  return {
    ...(description && { description }),
    ...(repairDanglingToolCalls !== undefined && { repairDanglingToolCalls }),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
  };
}

async function envOf(json: string, env: z.infer<typeof schema>['env']): Promise<GraphsFile['env']> {
  // A list of names only says what a deployment must set.
  if (env === undefined || Array.isArray(env)) return {};
  return typeof env === 'string' ? readEnvFile(json, env) : env;
}

function applyEnv(files: readonly GraphsFile[]): void {
  const given = new Map<string, { value: string; file: string }>();
  for (const { file, env } of files) {
    for (const [name, value] of Object.entries(env)) {
      if (value === undefined || process.env[name] !== undefined) continue;
      const other = given.get(name);
      if (other && other.value !== value) {
        throw new Error(
          `${file} and ${other.file} give ${name} different values, and one process has one environment. Set ${name} for the server, or serve the graphs by two servers.`,
        );
      }
      given.set(name, { value, file });
    }
  }
  for (const [name, { value }] of given) process.env[name] = value;
}

async function readEnvFile(json: string, env: string): Promise<Record<string, string | undefined>> {
  const file = resolve(dirname(json), env);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`${file}, the "env" of ${json}, cannot be read. Create it, or remove "env".`, { cause });
  });
  return parseEnv(text);
}
