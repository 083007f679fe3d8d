import { InvalidNamespaceError } from './errors';

/** A value that outlives threads, under a path of names and a key. */
export interface Item {
  namespace: string[];
  key: string;
  value: Record<string, unknown>;
  createdAt: Date;
  updatedAt: Date;
}

/** `score` is that of stores that search by meaning. */
export interface SearchItem extends Item {
  score?: number;
}

export interface GetOperation {
  namespace: readonly string[];
  key: string;
}

export interface PutOperation {
  namespace: readonly string[];
  key: string;
  /** Null deletes the item. */
  value: Record<string, unknown> | null;
  /** For stores that search by meaning: which fields to do that by. */
  index?: false | string[];
}

export interface SearchOptions {
  /** Only items whose value has these fields: a value, or comparisons such as `{ $gte: 18 }`. */
  filter?: Record<string, unknown>;
  /** Default 10. */
  limit?: number;
  offset?: number;
  /** For stores that search by meaning. */
  query?: string;
}

export interface SearchOperation extends SearchOptions {
  namespacePrefix: readonly string[];
}

export interface ListNamespacesOptions {
  /** `*` stands for any name. */
  prefix?: readonly string[];
  suffix?: readonly string[];
  /** Longer namespaces are cut to this length. */
  maxDepth?: number;
  /** Default 100. */
  limit?: number;
  offset?: number;
}

export interface MatchCondition {
  matchType: 'prefix' | 'suffix';
  path: readonly string[];
}

export interface ListNamespacesOperation {
  matchConditions?: MatchCondition[];
  maxDepth?: number;
  limit: number;
  offset: number;
}

export type Operation = GetOperation | SearchOperation | PutOperation | ListNamespacesOperation;

export type OperationResults<Operations extends readonly Operation[]> = {
  [Place in keyof Operations]: Operations[Place] extends PutOperation
    ? undefined
    : Operations[Place] extends SearchOperation
      ? SearchItem[]
      : Operations[Place] extends GetOperation
        ? Item | null
        : Operations[Place] extends ListNamespacesOperation
          ? string[][]
          : never;
};

/** Where graphs keep what belongs to no thread; nodes reach it by `getStore()` or `config.store`. Only `batch` is to be written. */
export abstract class BaseStore {
  /** Several operations at once. What is read is as it was before; of two writes of one item the last one counts. */
  abstract batch<const Operations extends readonly Operation[]>(
    operations: Operations,
  ): Promise<OperationResults<Operations>>;

  async get(namespace: readonly string[], key: string): Promise<Item | null> {
    const [item] = await this.batch([{ namespace, key }]);
    return item;
  }

  // biome-ignore lint/complexity/useMaxParams: LangGraph's stores have this shape.
  async put(
    namespace: readonly string[],
    key: string,
    value: Record<string, unknown>,
    index?: false | string[],
  ): Promise<void> {
    checkNamespace(namespace);
    await this.batch([{ namespace, key, value, ...(index !== undefined && { index }) }]);
  }

  async delete(namespace: readonly string[], key: string): Promise<void> {
    await this.batch([{ namespace, key, value: null }]);
  }

  async search(namespacePrefix: readonly string[], options: SearchOptions = {}): Promise<SearchItem[]> {
    const [items] = await this.batch([{ namespacePrefix, ...options }]);
    return items;
  }

  async listNamespaces(options: ListNamespacesOptions = {}): Promise<string[][]> {
    const { prefix, suffix, maxDepth, limit = 100, offset = 0 } = options;
    const matchConditions: MatchCondition[] = [];
    if (prefix) matchConditions.push({ matchType: 'prefix', path: prefix });
    if (suffix) matchConditions.push({ matchType: 'suffix', path: suffix });
    const operation = { matchConditions, limit, offset, ...(maxDepth !== undefined && { maxDepth }) };
    const [namespaces] = await this.batch([operation]);
    return namespaces;
  }

  /** For stores that keep something open. */
  start(): void | Promise<void> {}
  stop(): void | Promise<void> {}
}

/** Also refuses what would collide where a store joins names. */
export function checkNamespace(namespace: readonly string[]): void {
  if (namespace.length === 0) throw new InvalidNamespaceError('A namespace has at least one name.');
  const shown = JSON.stringify(namespace);
  for (const name of namespace) {
    if (typeof name !== 'string' || name === '' || name.includes('.'))
      throw new InvalidNamespaceError(
        `The names of a namespace are texts that are not empty and have no ".": ${shown}.`,
      );
  }
  if (namespace[0] === 'langgraph')
    throw new InvalidNamespaceError(`A namespace cannot begin with "langgraph": ${shown}.`);
}
