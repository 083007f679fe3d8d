/** The forms of each message, found by its key; see `keyOf`. */
export type Catalogue = Readonly<Record<string, readonly string[]>>;

/** A language other than that of the code, which is English. */
export interface Language {
  locale: string;
  catalogue: Catalogue;
  /** Where browsers load this language from; its name changes with what is in it. */
  script: string;
}

declare global {
  /** The language of who reads now: in a browser set by the language's script, on the server by `speakLanguage`. */
  var holdpointLanguage: (() => Language | undefined) | undefined;
}

/** Undefined where the sentences stay as they are written in the code. */
export function currentLanguage(): Language | undefined {
  return globalThis.holdpointLanguage?.();
}

/** A BCP 47 tag, for `lang` and for `Intl`. */
export function currentLocale(): string {
  return currentLanguage()?.locale ?? 'en';
}
