import type { KeyMap } from '#app/_shell/key-map';
import { locales } from '#lib/language/locales';

export const densities = ['comfortable', 'compact'] as const;
export const timeStyles = ['relative', 'absolute'] as const;
/** Seconds in which a decision can be taken back; `server`: as many as the server is set to. */
export const undoChoices = ['server', '0', '10', '30', '60'] as const;

/** `browser`: what the browser asks for, if there is a translation. */
export const languages = ['browser', ...locales] as const;

/** Pixels that the list has beside a question. */
export const listWidths = { least: 320, most: 720 };

/** How one person wants the screens, in one browser. */
export interface Preferences {
  language: (typeof languages)[number];
  density: (typeof densities)[number];
  times: (typeof timeStyles)[number];
  /** IANA name. In absolute times the server writes the same text as the browser. */
  timeZone: string;
  /** Whether single keys do something (WCAG 2.1.4). */
  singleKeys: boolean;
  /** What is pressed instead of the keys that are there at first. */
  keys: KeyMap;
  /** Whether a wide inbox shows questions beside the list. */
  readingPane: boolean;
  /** How wide the list is then, in pixels. */
  listWidth: number;
  undo: (typeof undoChoices)[number];
  /** Whether the browser tells of new questions; it has to allow that, too. */
  notifications: boolean;
  /** Whether a tone does. */
  sound: boolean;
}

export const defaultPreferences: Preferences = {
  language: 'browser',
  density: 'comfortable',
  times: 'relative',
  timeZone: 'UTC',
  singleKeys: true,
  keys: {},
  readingPane: false,
  listWidth: 432,
  undo: 'server',
  notifications: false,
  sound: false,
};
