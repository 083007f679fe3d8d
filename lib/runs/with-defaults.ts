import { encodeNamed } from '#lib/store/value-codec';
import { hasKey } from './has-key';
import type { Holdpoint } from './holdpoint';

interface Valued {
  graphId: string | null;
  /** JSON of an object; null: there is no state. */
  values: string | null;
}

/** The values of a thread as its graph sees them: keys that nobody has written, and that are not stored, have their defaults. */
export function withDefaults<Of extends Valued>(hp: Holdpoint, of: Of): Of {
  const { graphId, values } = of;
  if (values === null || graphId === null) return of;
  const defaults = hp.graphs.get(graphId)?.graph.getDefaultValues?.() ?? {};
  const missing = Object.entries(defaults).filter(([key]) => !hasKey(values, key));
  const texts = missing.flatMap(([key, value]) => textOf(key, value));
  if (texts.length === 0) return of;
  return { ...of, values: `{${[...texts, values.slice(1, -1)].filter(Boolean).join()}}` };
}

/** A default that cannot be written as JSON is for the graph's own eyes. */
function textOf(key: string, value: unknown): string[] {
  try {
    return [`${JSON.stringify(key)}:${encodeNamed(key, value)}`];
  } catch {
    return [];
  }
}
