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
const entry = z.union([z.string(), entryObject]);
const schema = z.object({
  graphs: z.record(z.string(), entry),
  env: z.union([z.string(), z.record(z.string(), z.string()), z.array(z.string())]).optional(),
});

/** The graphs of a langgraph.json, with its `env` put into this process's environment, where that does not have it already. */
export async function readGraphsFile(path: string): Promise<GraphSource[]> {
  const file = resolve(path);
  const { graphs, env } = await parseFile(file);
  await applyEnv(file, env);
  return Object.entries(graphs).map(([id, value]) =>
    sourceOf(file, id, typeof value === 'string' ? { path: value } : value),
  );
}

async function parseFile(file: string): Promise<z.infer<typeof schema>> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`${file} cannot be read. Set HOLDPOINT_GRAPHS to the path of your langgraph.json.`, { cause });
  });
  const parsed = schema.safeParse(parseJson(file, text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(
    `${file} does not name graphs: at "${issue?.path.join('.')}", ${issue?.message}. Write {"graphs": {"my_graph": "./my-graph.ts:graph"}}.`,
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

async function applyEnv(json: string, env: z.infer<typeof schema>['env']): Promise<void> {
  // A list of names only says what a deployment must set.
  if (env === undefined || Array.isArray(env)) return;
  const values = typeof env === 'string' ? await readEnvFile(json, env) : env;
  for (const [name, value] of Object.entries(values)) process.env[name] ??= value;
}

async function readEnvFile(json: string, env: string): Promise<Record<string, string | undefined>> {
  const file = resolve(dirname(json), env);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`${file}, the "env" of ${json}, cannot be read. Create it, or remove "env".`, { cause });
  });
  return parseEnv(text);
}
