const SETTING = 'HOLDPOINT_SECRET_NAMES';

/**
 * The names that this server's operator added to those whose values are masked. In a browser they are read from the page, which
 * says them: what is masked is the same in the first picture and after scripts have come.
 */
export function secretNames(): string[] {
  const page = typeof document === 'undefined' ? undefined : document;
  return namesIn(page ? page.documentElement.dataset.secretNames : process.env[SETTING]);
}

/** As the setting has them, for the page; undefined without. */
export function statedSecretNames(): string | undefined {
  return process.env[SETTING] || undefined;
}

export function namesIn(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}
