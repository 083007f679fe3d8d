import { v7 } from 'uuid';
import { HoldpointError } from '#lib/errors';
import type { Assistant, Prisma } from '#lib/store/generated/client';
import type { Sql } from '#lib/store/sql';
import { searchable } from './draft-run';
import { graphOf, type Holdpoint } from './holdpoint';
import { checkDeadline } from './interrupt-deadline';
import { isRecord } from './is-record';
import { resolveAssistant } from './resolve-assistant';
import { systemAssistantId } from './system-assistants';

export interface AssistantFields {
  name?: string;
  description?: string;
  config?: Record<string, unknown>;
  context?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
}

export interface NewAssistant extends AssistantFields {
  graphId: string;
  assistantId?: string;
  ifExists?: 'raise' | 'do_nothing';
}

/** @throws HoldpointError `graph_not_found`, `assistant_exists`, `invalid_request`, `unsupported_value` */
export async function createAssistant(hp: Holdpoint, request: NewAssistant): Promise<Assistant> {
  const { graphId, assistantId = v7(), name = 'Untitled', description = null, ifExists } = request;
  graphOf(hp, graphId);
  checkDeadline(request.config);
  return hp.db.prisma.$transaction(async (tx) => {
    const data = {
      id: assistantId,
      graphId,
      name,
      description,
      ...jsonFields({ config: {}, context: {}, metadata: {}, ...request }),
    };
    const { count } = await tx.assistant.createMany({ data, skipDuplicates: true });
    if (count === 0 && ifExists !== 'do_nothing') {
      throw new HoldpointError(
        'assistant_exists',
        `Assistant ${assistantId} already exists; pass if_exists=do_nothing to use it as it is.`,
      );
    }
    return tx.assistant.findUniqueOrThrow({ where: { id: assistantId } });
  });
}

/** The assistant by its id, or a graph's system assistant by the graph's id. @throws HoldpointError `assistant_not_found` */
export async function getAssistant(hp: Holdpoint, idOrGraphId: string): Promise<Assistant> {
  return resolveAssistant(hp.db.sql, idOrGraphId);
}

/**
 * Changes an assistant; metadata is merged, the rest replaced. Runs that were created keep the configuration they have.
 * @throws HoldpointError `assistant_not_found`, `graph_not_found`, `invalid_request`, `unsupported_value`
 */
export async function patchAssistant(
  hp: Holdpoint,
  idOrGraphId: string,
  patch: Partial<NewAssistant>,
): Promise<Assistant> {
  const { graphId, name, description } = patch;
  if (graphId !== undefined) graphOf(hp, graphId);
  checkDeadline(patch.config);
  return hp.db.prisma.$transaction(async (tx) => {
    const { id, metadata } = await resolveAssistant(tx, idOrGraphId);
    const merged = patch.metadata && { ...(isRecord(metadata) && metadata), ...patch.metadata };
    const fields = { graphId, name, description, ...jsonFields({ ...patch, metadata: merged }) };
    return tx.assistant.update({
      where: { id },
      data: { ...fields, version: { increment: 1 }, updatedAt: await now(tx) },
    });
  });
}

/**
 * Deletes an assistant. Its runs, and with them the history of their threads, go over to the assistant that stands for the
 * graph itself. `deleteThreads`: the threads whose metadata names the assistant are deleted instead.
 * @throws HoldpointError `assistant_not_found`, `conflict` (it stands for a graph, or has unfinished runs)
 */
export async function deleteAssistant(
  hp: Holdpoint,
  idOrGraphId: string,
  { deleteThreads }: { deleteThreads: boolean },
): Promise<void> {
  await hp.db.prisma.$transaction(async (tx) => {
    const { id, graphId } = await resolveAssistant(tx, idOrGraphId);
    const heir = systemAssistantId(graphId);
    if (id === heir) throw conflict(`Assistant ${id} stands for graph ${graphId} itself; it cannot be deleted.`);
    const unfinished = { assistantId: id, status: { in: ['pending' as const, 'running' as const] } };
    const busy = await tx.run.findFirst({ where: unfinished, select: { id: true } });
    if (busy) throw conflict(`Assistant ${id} has unfinished run ${busy.id}; cancel it first.`);
    if (deleteThreads) await tx.thread.deleteMany({ where: { metadata: { path: ['assistant_id'], equals: id } } });
    await tx.run.updateMany({ where: { assistantId: id }, data: { assistantId: heir } });
    await tx.thread.updateMany({ where: { assistantId: id }, data: { assistantId: heir } });
    await tx.assistant.delete({ where: { id } });
  });
}

function conflict(message: string): HoldpointError {
  return new HoldpointError('conflict', message);
}

export interface AssistantFilter {
  graphId?: string;
  /** Part of the name, in any case. */
  name?: string;
  /** What the assistant's metadata contains. */
  metadata?: Record<string, unknown>;
}

const SORT_FIELDS = {
  assistant_id: 'id',
  graph_id: 'graphId',
  name: 'name',
  created_at: 'createdAt',
  updated_at: 'updatedAt',
} as const;

export interface AssistantSearch extends AssistantFilter {
  limit: number;
  offset: number;
  /** Default `created_at`. */
  sortBy?: keyof typeof SORT_FIELDS;
  /** Default `desc`. */
  sortOrder?: 'asc' | 'desc';
}

/** One page of the assistants that match, and how many match on all pages. @throws HoldpointError `unsupported_value` */
export async function searchAssistants(
  hp: Holdpoint,
  search: AssistantSearch,
): Promise<{ assistants: Assistant[]; total: number }> {
  const { limit, offset, sortBy = 'created_at', sortOrder = 'desc' } = search;
  const where = await conditions(hp, search);
  const [assistants, total] = await Promise.all([
    hp.db.prisma.assistant.findMany({
      where,
      orderBy: [{ [SORT_FIELDS[sortBy]]: sortOrder }, { id: 'asc' }],
      take: limit,
      skip: offset,
    }),
    hp.db.prisma.assistant.count({ where }),
  ]);
  return { assistants, total };
}

/** @throws HoldpointError `unsupported_value` */
export async function countAssistants(hp: Holdpoint, filter: AssistantFilter): Promise<number> {
  return hp.db.prisma.assistant.count({ where: await conditions(hp, filter) });
}

/** Prisma cannot say "contains this object", so metadata is matched by id first. */
async function conditions(
  hp: Holdpoint,
  { graphId, name, metadata }: AssistantFilter,
): Promise<Prisma.AssistantWhereInput> {
  const where = { graphId, name: name === undefined ? undefined : { contains: name, mode: 'insensitive' as const } };
  if (metadata === undefined) return where;
  const rows = await hp.db.prisma.$queryRaw<{ id: string }[]>`
    SELECT id FROM assistants WHERE metadata @> ${JSON.stringify(searchable(metadata))}::jsonb`;
  return { ...where, id: { in: rows.map((row) => row.id) } };
}

function jsonFields({ config, context, metadata }: AssistantFields) {
  return { config: toJson(config), context: toJson(context), metadata: toJson(metadata) };
}

function toJson(value: Record<string, unknown> | undefined): Prisma.InputJsonObject | undefined {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(searchable(value))) as Prisma.InputJsonObject); // just made by JSON
}

async function now(sql: Sql): Promise<Date> {
  const [row] = await sql.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  return row?.now ?? new Date();
}
