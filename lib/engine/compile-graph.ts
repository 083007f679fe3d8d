import { anyValue, barrier, type Channel, deferred, ephemeralValue, topic } from './channel';
import { CompiledStateGraph } from './compiled-state-graph';
import { END, START, TASKS } from './constants';
import { branchChannel, type GraphSpec, joinChannel, NO_WAYS, type NodeSpec } from './graph-spec';
import { readTimeout } from './node-timeout';
import { readRetryPolicies } from './retry';
import { jsonSchemaOf } from './standard-schema';
import type { GraphDeclaration, NodeDeclaration } from './state-graph';
import type { StateSchema } from './state-schema';
import type { BaseStore } from './store';
import type { BaseCheckpointSaver } from './types';
import { validateGraph } from './validate-graph';

export interface CompileOptions<Names extends string = string> {
  /** In a nested graph: true keeps its state from call to call, false stores nothing; by default each call starts anew. */
  checkpointer?: BaseCheckpointSaver | boolean;
  interruptBefore?: readonly Names[] | '*';
  interruptAfter?: readonly Names[] | '*';
  name?: string;
  store?: BaseStore | undefined;
}

export function compileGraph<State, Update>(
  declaration: GraphDeclaration,
  options: CompileOptions,
): CompiledStateGraph<State, Update> {
  validateGraph(declaration, options);
  const { state, input = state, output = state, contextSchema } = declaration;
  const context = jsonSchemaOf(contextSchema);
  return new CompiledStateGraph<State, Update>(buildSpec(declaration, options), {
    checkpointer: options.checkpointer,
    store: options.store,
    jsonSchemas: {
      ...(state.jsonSchema && { state: state.jsonSchema }),
      ...(input.jsonSchema && { input: input.jsonSchema }),
      ...(output.jsonSchema && { output: output.jsonSchema }),
      ...(context && { context }),
    },
  });
}

function buildSpec(declaration: GraphDeclaration, options: CompileOptions): GraphSpec {
  const { state, input = state, output = state, nodes } = declaration;
  const nodeSchemas = [...nodes.values()].flatMap((node) => (node.input ? [node.input] : []));
  const stateChannels = mergeChannels([...nodeSchemas, input, output, state]);
  const specs = [startNode(declaration), ...[...nodes].map((entry) => nodeSpec(declaration, entry))];
  return {
    name: options.name ?? 'LangGraph',
    nodes: new Map(specs.map((spec) => [spec.name, spec])),
    channels: { ...stateChannels, ...controlChannels(declaration) },
    stateKeys: Object.keys(stateChannels),
    inputKeys: Object.keys(input.channels),
    outputKeys: Object.keys(output.channels),
    triggers: new Set([TASKS, ...specs.flatMap((spec) => spec.triggers)]),
    interruptBefore: options.interruptBefore ?? [],
    interruptAfter: options.interruptAfter ?? [],
    validateInput: (values) => input.validate(values),
  };
}

/** Schemas may share keys; the last schema's channel counts, but a reducer is never lost to a bare declaration. */
function mergeChannels(schemas: readonly StateSchema[]): Record<string, Channel> {
  const merged: Record<string, Channel> = {};
  for (const schema of schemas) Object.assign(merged, schema.channels);
  return merged;
}

function controlChannels({ nodes, joins }: GraphDeclaration): Record<string, Channel> {
  const channels: Record<string, Channel> = { [START]: ephemeralValue(), [TASKS]: topic() };
  for (const [name, { options }] of nodes) {
    channels[branchChannel(name)] = options.defer ? deferred(anyValue()) : ephemeralValue({ isSingle: false });
  }
  for (const { sources, target } of joins) {
    const join = barrier(sources);
    channels[joinChannel(sources, target)] = nodes.get(target)?.options.defer ? deferred(join) : join;
  }
  return channels;
}

function startNode(declaration: GraphDeclaration): NodeSpec {
  return {
    ...NO_WAYS,
    ...ways(declaration, START),
    name: START,
    run: (input) => input,
    triggers: [START],
    isHidden: true,
  };
}

function nodeSpec(declaration: GraphDeclaration, [name, node]: [string, NodeDeclaration]): NodeSpec {
  const { subgraph } = node;
  const options = { ...declaration.defaults, ...node.options };
  const joins = declaration.joins.filter((join) => join.target === name);
  return {
    ...ways(declaration, name),
    name,
    run: node.run,
    triggers: [branchChannel(name), ...joins.map((join) => joinChannel(join.sources, name))],
    inputKeys: Object.keys(node.input?.channels ?? declaration.state.channels),
    ends: options.ends ?? [],
    retryPolicies: readRetryPolicies(options.retryPolicy),
    isDeferred: options.defer ?? false,
    isHidden: false,
    ...(options.timeout !== undefined && { timeout: readTimeout(name, options.timeout) }),
    ...(options.errorHandler && { errorHandler: options.errorHandler }),
    ...(options.metadata && { metadata: options.metadata }),
    ...(subgraph && { subgraph }),
  };
}

type Ways = Pick<NodeSpec, 'edges' | 'joins' | 'branches' | 'leadsToEnd'>;

function ways({ edges, joins, branches }: GraphDeclaration, name: string): Ways {
  return {
    edges: edges.filter(([source, target]) => source === name && target !== END).map(([, target]) => target),
    joins: joins.filter((join) => join.sources.includes(name)).map((join) => joinChannel(join.sources, join.target)),
    branches: branches.filter((each) => each.source === name).map((each) => each.branch),
    leadsToEnd: edges.some(([source, target]) => source === name && target === END),
  };
}
