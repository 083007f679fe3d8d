import { stat } from 'node:fs/promises';
import { delimiter, dirname } from 'node:path';
import { type GraphSettings, type GraphSource, readGraphsFiles } from './graphs-file';
import { HostedGraph } from './hosted-graph';
import { type ModuleLoader, moduleLoader } from './module-loader';
import { isLangGraphGraph, type LangGraphGraph } from './runtime';
import type { ServedGraph } from './served-graph';

export interface LoadedGraph extends GraphSettings {
  graph: ServedGraph;
  name: string;
}

/**
 * The graphs that a langgraph.json names, or several, with the platform's path delimiter between them, by their ids. Throws for the
 * first one that cannot be served, naming its file, its export and what to do; `taken` are the ids that are in use.
 */
export async function loadGraphs(paths: string, taken: ReadonlySet<string>): Promise<Map<string, LoadedGraph>> {
  const sources = await readGraphsFiles(paths.split(delimiter).filter((path) => path !== ''));
  const loader = await moduleLoader();
  const graphs = new Map<string, LoadedGraph>();
  for (const source of sources) {
    const { id, label, settings } = source;
    if (taken.has(id)) throw new Error(`${label} has the id of a built-in graph. Give it another one.`);
    if (graphs.has(id)) throw new Error(`${label} has the id of a graph of another file. Give one of them another id.`);
    const graph = await loadGraph(source, loader);
    graphs.set(id, { graph, name: id, ...settings });
  }
  return graphs;
}

async function loadGraph(source: GraphSource, loader: ModuleLoader): Promise<ServedGraph> {
  const exported = await loadExport(source, loader);
  const graph = await compiledGraph(exported, source);
  if (!isLangGraphGraph(graph)) {
    if (isServedGraph(graph)) return graph;
    throw notAGraph(source, exported);
  }
  refuseDeltaChannels(source, graph);
  const runtime = await loader
    .runtimeFor(source.file, (langgraph) => isMadeWith(langgraph, graph))
    .catch((cause: unknown) => {
      const message = `${source.label} needs @langchain/langgraph and @langchain/core where ${source.file} can import them. Install both in ${dirname(source.file)}.`;
      throw new Error(message, { cause });
    });
  return new HostedGraph(graph.name ?? source.id, { graph, runtime });
}

async function loadExport(source: GraphSource, loader: ModuleLoader): Promise<unknown> {
  const { file, exportName, label } = source;
  const exists = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!exists)
    throw new Error(`${label}: there is no file ${file}. Correct the path, which is relative to the langgraph.json.`);
  const module = await loader.load(file).catch((cause: unknown) => {
    // Node's list of who required a module names the loader's own addresses.
    const reason = (cause instanceof Error ? cause.message : String(cause)).replace(/\nRequire stack:.*/s, '');
    throw new Error(`${label}: ${file} failed to load: ${reason}. Correct the file, or install what it imports.`, {
      cause,
    });
  });
  if (module[exportName] !== undefined) return module[exportName];
  const names = Object.keys(module).filter((name) => module[name] !== undefined);
  throw new Error(
    `${label}: ${file} does not export "${exportName}"; it exports ${names.join(', ') || 'nothing'}. Name one of these after the colon.`,
  );
}

type Factory = (config: object) => unknown;

/** A graph may be exported as it is, not yet compiled, inside an agent, or as a function that makes it. */
async function compiledGraph(exported: unknown, source: GraphSource): Promise<unknown> {
  const made = isFactory(exported) ? await callFactory(exported, source) : exported;
  if (isLangGraphGraph(made) || isServedGraph(made) || typeof made !== 'object' || made === null) return made;
  if ('compile' in made && typeof made.compile === 'function') return made.compile();
  return 'graph' in made ? made.graph : made;
}

function isFactory(value: unknown): value is Factory {
  return typeof value === 'function';
}

async function callFactory(factory: Factory, source: GraphSource): Promise<unknown> {
  try {
    return await factory({ configurable: {} });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${source.label}: ${source.exportName}() of ${source.file} failed: ${reason}. Correct it there.`, {
      cause,
    });
  }
}

/** Also one of another copy of the engine. */
function isServedGraph(value: unknown): value is ServedGraph {
  return typeof value === 'object' && value !== null && 'getConfigJsonSchema' in value && 'updateState' in value;
}

function isMadeWith({ CompiledStateGraph }: Record<string, unknown>, graph: LangGraphGraph): boolean {
  // The class that all of a library's graphs have in common, those of its functional API included.
  const base =
    typeof CompiledStateGraph === 'function' && Object.getPrototypeOf(Object.getPrototypeOf(CompiledStateGraph));
  return typeof base === 'function' && graph instanceof base;
}

/** Their values are spread over the whole history, which is not how the server reads a state. */
function refuseDeltaChannels({ label }: GraphSource, { channels }: LangGraphGraph): void {
  const found = Object.entries(channels).find(([, channel]) => channel.lc_graph_name === 'DeltaChannel');
  if (!found) return;
  throw new Error(`${label} keeps "${found[0]}" in a DeltaChannel, which cannot be served yet. Use a reducer instead.`);
}

function notAGraph({ label, file, exportName }: GraphSource, exported: unknown): Error {
  const kind = exported === null ? 'null' : typeof exported;
  return new Error(
    `${label}: "${exportName}" of ${file} is no graph but ${kind}. Export a compiled StateGraph, a StateGraph, or a function that returns one.`,
  );
}
