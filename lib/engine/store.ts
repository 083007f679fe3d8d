/** A value that outlives threads, under a path of names and a key. */
export interface StoreItem {
  namespace: string[];
  key: string;
  value: Record<string, unknown>;
  createdAt: Date;
  updatedAt: Date;
}

export interface SearchOptions {
  /** Only items whose value has these fields. */
  filter?: Record<string, unknown>;
  limit?: number;
  offset?: number;
}

export interface ListNamespacesOptions {
  prefix?: readonly string[];
  suffix?: readonly string[];
  /** Longer namespaces are cut to this length. */
  maxDepth?: number;
  limit?: number;
  offset?: number;
}

/** Where graphs keep what belongs to no thread; nodes reach it by `getStore()` or `config.store`. */
export interface BaseStore {
  get(namespace: readonly string[], key: string): Promise<StoreItem | null>;
  put(namespace: readonly string[], key: string, value: Record<string, unknown>): Promise<void>;
  delete(namespace: readonly string[], key: string): Promise<void>;
  search(prefix: readonly string[], options?: SearchOptions): Promise<StoreItem[]>;
  listNamespaces(options?: ListNamespacesOptions): Promise<string[][]>;
}
