// For tests: code that runs unchanged on LangGraph.js and on this engine, and what comes of it side by side.
import * as theirs from '@langchain/langgraph';
import { expect, test } from 'vitest';
import type { RunnableConfig } from '#lib/engine';
import * as ours from '#lib/engine';

/** What a graph file imports; LangGraph.js has it under the same names. */
export type Engine = typeof ours;

const LANGGRAPH = theirs as unknown as Engine; // the claim that these tests are about

type Body = (engine: Engine) => Promise<unknown>;

/** The same code, the same outcome. */
export function same(title: string, body: Body): void {
  test(title, async () => {
    const [their, our] = [await outcomeOf(body, LANGGRAPH), await outcomeOf(body, ours)];

    expect(their).not.toEqual({ result: undefined });
    expect(our).toEqual(their);
  });
}

/** The same code, and another outcome on purpose. */
export function differs(title: string, body: Body, outcome: { theirs: unknown; ours: unknown }): void {
  test(title, async () => {
    expect({ theirs: await outcomeOf(body, LANGGRAPH), ours: await outcomeOf(body, ours) }).toEqual(outcome);
  });
}

export const threadOf = (name: string) => ({ configurable: { thread_id: name } });
export const thread = threadOf('1');

/** A state whose one list shows the order in which things happened. */
export const logOf = ({ Annotation }: Engine) =>
  Annotation.Root({
    log: Annotation<string[], string | string[]>({ reducer: (log, entry) => log.concat(entry), default: () => [] }),
    value: Annotation<unknown>,
  });

/** Nodes that each ask once, all at the same time. */
export function askers(lg: Engine, names: readonly string[], ran: string[] = []) {
  const graph = new lg.StateGraph(logOf(lg));
  for (const name of names) {
    graph
      .addNode(name, () => {
        ran.push(name);
        return { log: `${name}:${JSON.stringify(lg.interrupt(`${name}?`))}` };
      })
      .addEdge(lg.START, name as typeof lg.START);
  }
  return graph.compile({ checkpointer: new lg.MemorySaver() });
}

/** The questions that a thread's state lists. */
export const interruptsOf = async (graph: ours.CompiledStateGraph) =>
  (await graph.getState(thread)).tasks.flatMap(({ interrupts }) => interrupts);

/** What a result asks. */
export const valuesOf = (result: unknown) =>
  (Reflect.get(Object(result), '__interrupt__') as { value: unknown }[] | undefined)?.map(({ value }) => value);

export async function collect<Chunk>(chunks: Promise<AsyncIterable<Chunk>> | AsyncIterable<Chunk>): Promise<Chunk[]> {
  const collected: Chunk[] = [];
  for await (const chunk of await chunks) collected.push(chunk);
  return collected;
}

/** What a promise is rejected with: the name of the error, and its code where LangGraph.js has one. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no failure',
    (error: unknown) => {
      const [name, code] = ['name', 'lc_error_code'].map((key): unknown => Reflect.get(Object(error), key));
      return LANGGRAPH_CODES.has(code) ? { error: name, code } : { error: name };
    },
  );
}

const LANGGRAPH_CODES = new Set<unknown>([
  ...['GRAPH_RECURSION_LIMIT', 'INVALID_CONCURRENT_GRAPH_UPDATE', 'INVALID_GRAPH_NODE_RETURN_VALUE'],
  ...['MISSING_CHECKPOINTER', 'UNREACHABLE_NODE'],
]);

async function outcomeOf(body: Body, engine: Engine): Promise<unknown> {
  try {
    return { result: comparable(await body(engine)) };
  } catch (error) {
    return { failed: error instanceof Error ? `${error.name}: ${error.message}` : error };
  }
}

/** What is another text in every run is named by its first appearance, and what either engine adds of its own is left out. */
function comparable(result: unknown): unknown {
  if (result === undefined) return undefined;
  const names = new Map<string, string>();
  const text = JSON.stringify(result, (key, value: unknown) =>
    OWN_ADDITIONS.has(key) || isBare(key, value) ? undefined : inOrder(plain(value)),
  );
  const named = text.replace(TIME, '#time').replace(ID, (found) => {
    const name = names.get(found) ?? `#${names.size + 1}`;
    names.set(found, name);
    return name;
  });
  return JSON.parse(named);
}

const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
/** UUIDs, and ids of questions. */
const ID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\b[0-9a-f]{32}\b/g;

/** Of questions, tasks, checkpoints and messages; described in docs/langgraph-js.md. */
const OWN_ADDITIONS = new Set([
  ...['resumable', 'ns', 'when', 'stack', 'ls_integration', 'thread_id', 'run_id'],
  ...['additional_kwargs', 'response_metadata', 'invalid_tool_calls', 'tool_calls'],
]);

/** LangGraph.js tells of every task that it is its own. */
function isBare(key: string, value: unknown): boolean {
  return key === 'metadata' && Object.keys(Object(value)).every((name) => name === 'ls_integration');
}

/** Keys by name, so that ids are named in the same order. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'toJSON' in value) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function isSnapshot(value: unknown): value is Snapshot {
  return typeof value === 'object' && value !== null && 'config' in value && 'values' in value;
}

type Snapshot = { readonly config: RunnableConfig; readonly parentConfig?: RunnableConfig };

/** Of the configs of a snapshot, where it is: LangGraph.js tells in streams what else the call brought, and not when it was made. */
function bareSnapshot({ config, parentConfig, ...rest }: Snapshot & { createdAt?: unknown }): unknown {
  const where = ({ configurable }: RunnableConfig) => [configurable?.checkpoint_ns, configurable?.checkpoint_id];
  return { ...rest, createdAt: undefined, at: where(config), ...(parentConfig && { after: where(parentConfig) }) };
}

/** A message of LangChain as the dict that it is here. */
function plain(value: unknown): unknown {
  if (isSnapshot(value)) return bareSnapshot(value);
  const isSerialized = typeof value === 'object' && value !== null && 'lc' in value && 'kwargs' in value;
  if (!isSerialized || !('id' in value) || !Array.isArray(value.id)) return value;
  const type = String(value.id.at(-1)).replace('Message', '').toLowerCase();
  return { ...Object(value.kwargs), type };
}
