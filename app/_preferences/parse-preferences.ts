import { z } from 'zod';
import { parseKeyMap } from '#app/_shell/remap-key';
import {
  defaultPreferences,
  densities,
  languages,
  listWidths,
  type Preferences,
  timeStyles,
  undoChoices,
} from './preferences';

const shape = {
  language: z.enum(languages),
  density: z.enum(densities),
  times: z.enum(timeStyles),
  timeZone: z.string().max(64).refine(isTimeZone),
  singleKeys: z.boolean(),
  keys: z.record(z.string(), z.unknown()).transform(parseKeyMap),
  readingPane: z.boolean(),
  listWidth: z.int().min(listWidths.least).max(listWidths.most),
  undo: z.enum(undoChoices),
  notifications: z.boolean(),
  sound: z.boolean(),
};

/** What a screen may change at once. */
export const preferencesChangeSchema = z.strictObject(shape).partial();

/** Whatever the cookie holds: what cannot be read in it, or is not there yet, is as if nobody had chosen. */
export function parsePreferences(text: string | undefined): Preferences {
  const stored = recordIn(text);
  const known = Object.entries(shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(stored[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return { ...defaultPreferences, ...Object.fromEntries(known) };
}

function recordIn(text: string | undefined): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
