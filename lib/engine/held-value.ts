// Values that are made when somebody reads them. A saver may hand out a long list so, and the engine passes it on: a node that
// does not read it costs nothing for it. In the objects that nodes, callers and savers see such a value is a property that
// makes it; to everyone else that is a property like the others.
const HELD: unique symbol = Symbol.for('holdpoint.engine.held');
const HELD_VALUES: unique symbol = Symbol.for('holdpoint.engine.heldValues');
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

export interface Held {
  /** Bundlers load this module several times in one process; all its copies know each other's values by this. */
  readonly [HELD]: true;
  /** Makes the value, the first time; it belongs to whoever takes part in this run. */
  take(): unknown;
}

export type Values = Record<string, unknown>;

/** A value that `make` makes, once. */
export class HeldValue implements Held {
  readonly [HELD] = true;
  private made: { value: unknown } | undefined;

  constructor(private readonly make: () => unknown) {}

  take(): unknown {
    this.made ??= { value: this.make() };
    return this.made.value;
  }
}

export { HELD };

export function isHeld(value: unknown): value is Held {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && HELD in value;
}

export function taken(value: unknown): unknown {
  return isHeld(value) ? value.take() : value;
}

/** Gives `record` a property whose value is made when it is read, if it is held. */
export function setValue(record: Values, key: string, value: unknown): void {
  if (isHeld(value)) setHeld(record, key, value);
  else record[key] = value;
}

export function setHeld(record: Values, key: string, value: Held): void {
  heldValuesOf(record)[key] = value;
  Object.defineProperty(record, key, propertyOf(key));
}

/** What `record` has at `key`, without making it. */
export function peek(record: Values, key: string): unknown {
  const held = (record as Holding)[HELD_VALUES]; // only this file writes there
  return held && Object.hasOwn(held, key) ? held[key] : record[key];
}

/** A copy of the record in which nothing is made. */
export function copyRecord(record: Values): Values {
  if (!holdsAny(record)) return { ...record };
  const copy: Values = {};
  for (const key of Object.keys(record)) setValue(copy, key, peek(record, key));
  return copy;
}

/** The values as they are held; all others, and those of keys that `isKept` denies, as they are read. */
export function heldOf(record: Values, isKept: (key: string) => boolean): Values {
  if (!holdsAny(record)) return record;
  const values: Values = {};
  for (const key of Object.keys(record)) values[key] = isKept(key) ? peek(record, key) : record[key];
  return values;
}

interface Holding {
  [HELD_VALUES]?: Record<string, Held>;
}

/** A graph of a single value has no record of them. */
function holdsAny(record: unknown): boolean {
  return typeof record === 'object' && record !== null && HELD_VALUES in record;
}

function heldValuesOf(record: Values & Holding): Record<string, Held> {
  const known = record[HELD_VALUES];
  if (known) return known;
  const values: Record<string, Held> = {};
  Object.defineProperties(record, { [HELD_VALUES]: { value: values }, [INSPECT]: { value: inspectPlain } });
  return values;
}

function inspectPlain(
  this: Values,
  ...[, options, inspect]: [number, unknown, (...shown: unknown[]) => string]
): string {
  return inspect({ ...this }, options);
}

/** One for each key: objects whose properties have getters of their own have shapes of their own, which costs more than the rest. */
const properties = new Map<string, PropertyDescriptor & ThisType<Values & Holding>>();

function propertyOf(key: string): PropertyDescriptor {
  const known = properties.get(key);
  if (known) return known;
  const property: PropertyDescriptor & ThisType<Values & Holding> = {
    enumerable: true,
    configurable: true,
    get() {
      return this[HELD_VALUES]?.[key]?.take();
    },
    set(value: unknown) {
      delete this[HELD_VALUES]?.[key];
      Object.defineProperty(this, key, { value, enumerable: true, configurable: true, writable: true });
    },
  };
  properties.set(key, property);
  return property;
}
