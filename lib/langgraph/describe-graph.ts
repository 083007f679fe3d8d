import { type GraphDrawing, type GraphPicture, pictureOf } from '#lib/engine';
import type { LangGraphDrawing, LangGraphGraph, LangGraphRuntime } from './runtime';

type JsonSchema = Record<string, unknown>;

export interface GraphSchemas {
  input?: JsonSchema;
  output?: JsonSchema;
  state?: JsonSchema;
  context?: JsonSchema;
}

/** From the schemas that a graph's author gave; for a state made of annotations, the names of its fields. */
export function graphSchemas({ builder }: LangGraphGraph, { getJsonSchemaFromSchema }: LangGraphRuntime): GraphSchemas {
  if (!builder) return {};
  const schemaOf = (declaration: unknown, channels: unknown): JsonSchema =>
    (isObject(declaration) && getJsonSchemaFromSchema?.(declaration)) || fieldsOnly(channels);
  const state = schemaOf(builder._schemaRuntimeDefinition, builder._schemaDefinition);
  const hasOwnInput = builder._inputDefinition !== builder._schemaDefinition;
  const context = isObject(builder._configRuntimeSchema) && getJsonSchemaFromSchema?.(builder._configRuntimeSchema);
  return {
    input: hasOwnInput ? schemaOf(builder._inputRuntimeDefinition, builder._inputDefinition) : state,
    output: schemaOf(builder._outputRuntimeDefinition, builder._outputDefinition),
    state,
    ...(context && { context }),
  };
}

function fieldsOnly(channels: unknown): JsonSchema {
  const names = isObject(channels) ? Object.keys(channels) : [];
  return { type: 'object', properties: Object.fromEntries(names.map((name) => [name, {}])) };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function drawing(graph: LangGraphDrawing): GraphPicture {
  const { nodes, edges } = graph.toJSON();
  const drawn: GraphDrawing = {
    nodes: nodes.map(({ id, type, data }) => ({
      id: String(id),
      type: type === 'schema' ? 'schema' : 'runnable',
      data,
    })),
    edges: edges.map(({ source, target, data, conditional }) => ({
      source: String(source),
      target: String(target),
      ...(conditional && { conditional }),
      ...(data !== undefined && { data }),
    })),
  };
  return pictureOf(drawn, () => graph.drawMermaid());
}
