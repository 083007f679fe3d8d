import { GraphValueError } from './errors';
import { matchesFilter } from './match-filter';
import { type Ports, systemPorts } from './ports';
import {
  BaseStore,
  checkNamespace,
  type GetOperation,
  type Item,
  type ListNamespacesOperation,
  type MatchCondition,
  type Operation,
  type OperationResults,
  type PutOperation,
  type SearchItem,
  type SearchOperation,
} from './store';

/** Keeps items in this process, in the order in which they were first put. */
export class InMemoryStore extends BaseStore {
  private readonly items = new Map<string, Item>();
  private readonly now: Ports['now'];

  constructor({ now = systemPorts.now, ...other }: Partial<Pick<Ports, 'now'>> & { index?: never } = {}) {
    super();
    if (Object.keys(other).length > 0)
      throw new GraphValueError('INVALID_INPUT', 'InMemoryStore does not search by meaning; leave out "index".');
    this.now = now;
  }

  override async batch<const Operations extends readonly Operation[]>(
    operations: Operations,
  ): Promise<OperationResults<Operations>> {
    const puts = operations.filter(isPut);
    for (const { namespace } of puts) checkNamespace(namespace);
    const results = operations.map((operation) => this.read(operation));
    for (const put of puts) this.write(put);
    return results as OperationResults<Operations>; // one result for each operation, as `read` says
  }

  private read(operation: Operation): unknown {
    if (isPut(operation)) return undefined;
    if ('namespacePrefix' in operation) return this.find(operation);
    if ('key' in operation) return this.item(operation);
    return this.namespaces(operation);
  }

  private item({ namespace, key }: GetOperation): Item | null {
    const item = this.items.get(placeOf(namespace, key));
    return item ? structuredClone(item) : null;
  }

  private write({ namespace, key, value }: PutOperation): void {
    const place = placeOf(namespace, key);
    if (value === null) return void this.items.delete(place);
    const updatedAt = new Date(this.now());
    const createdAt = this.items.get(place)?.createdAt ?? updatedAt;
    this.items.set(place, structuredClone({ namespace: [...namespace], key, value, createdAt, updatedAt }));
  }

  private find({ namespacePrefix, filter = {}, limit = 10, offset = 0 }: SearchOperation): SearchItem[] {
    return [...this.items.values()]
      .filter(({ namespace }) => matches(namespace, { matchType: 'prefix', path: namespacePrefix }))
      .filter(({ value }) => matchesFilter(value, filter))
      .slice(offset, offset + limit)
      .map((item) => structuredClone(item));
  }

  private namespaces({ matchConditions = [], maxDepth, limit, offset }: ListNamespacesOperation): string[][] {
    const cut = [...this.items.values()]
      .map(({ namespace }) => namespace)
      .filter((namespace) => matchConditions.every((condition) => matches(namespace, condition)))
      .map((namespace) => namespace.slice(0, maxDepth));
    const distinct = new Map(cut.map((namespace) => [namespace.join('.'), namespace]));
    const sorted = [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, namespace]) => namespace);
    return sorted.slice(offset, offset + limit);
  }
}

function isPut(operation: Operation): operation is PutOperation {
  return 'value' in operation;
}

function placeOf(namespace: readonly string[], key: string): string {
  return JSON.stringify([namespace, key]);
}

/** `*` in the path stands for any name. */
function matches(namespace: readonly string[], { matchType, path }: MatchCondition): boolean {
  if (path.length > namespace.length) return false;
  const start = matchType === 'prefix' ? 0 : namespace.length - path.length;
  return path.every((name, i) => name === '*' || name === namespace[start + i]);
}
