import { type Ports, systemPorts } from './ports';
import type { BaseStore, ListNamespacesOptions, SearchOptions, StoreItem } from './store';

/** Keeps items in this process, in the order in which they were last put. */
export class InMemoryStore implements BaseStore {
  private readonly items = new Map<string, StoreItem>();

  constructor(private readonly ports: Pick<Ports, 'now'> = systemPorts) {}

  async get(namespace: readonly string[], key: string): Promise<StoreItem | null> {
    const item = this.items.get(placeOf(namespace, key));
    return item ? structuredClone(item) : null;
  }

  async put(namespace: readonly string[], key: string, value: Record<string, unknown>): Promise<void> {
    const place = placeOf(namespace, key);
    const updatedAt = new Date(this.ports.now());
    const createdAt = this.items.get(place)?.createdAt ?? updatedAt;
    this.items.delete(place);
    this.items.set(place, structuredClone({ namespace: [...namespace], key, value, createdAt, updatedAt }));
  }

  async delete(namespace: readonly string[], key: string): Promise<void> {
    this.items.delete(placeOf(namespace, key));
  }

  async search(prefix: readonly string[], options: SearchOptions = {}): Promise<StoreItem[]> {
    const { filter = {}, limit = 10, offset = 0 } = options;
    return [...this.items.values()]
      .filter((item) => startsWith(item.namespace, prefix))
      .filter((item) => Object.entries(filter).every(([field, value]) => isSame(item.value[field], value)))
      .slice(offset, offset + limit)
      .map((item) => structuredClone(item));
  }

  async listNamespaces(options: ListNamespacesOptions = {}): Promise<string[][]> {
    const { prefix = [], suffix = [], maxDepth, limit = 100, offset = 0 } = options;
    const matching = [...this.items.values()]
      .map((item) => item.namespace)
      .filter((namespace) => startsWith(namespace, prefix))
      .filter((namespace) => startsWith(namespace.toReversed(), suffix.toReversed()))
      .map((namespace) => namespace.slice(0, maxDepth));
    const distinct = new Map(matching.map((namespace) => [JSON.stringify(namespace), namespace]));
    return [...distinct.values()].slice(offset, offset + limit);
  }
}

function placeOf(namespace: readonly string[], key: string): string {
  return JSON.stringify([namespace, key]);
}

/** `*` in the prefix stands for any name. */
function startsWith(namespace: readonly string[], prefix: readonly string[]): boolean {
  return prefix.length <= namespace.length && prefix.every((name, i) => name === '*' || name === namespace[i]);
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
