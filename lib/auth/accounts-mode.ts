import type { Holdpoint } from '#lib/runs/holdpoint';

const SETTING = 'HOLDPOINT_ACCOUNTS';

type Environment = Record<string, string | undefined>;

/**
 * `open`: there are no accounts, and whoever reaches the server may do everything. `setup`: it must have accounts and has none yet, so
 * nobody may do anything but make the first. `closed`: it takes a session or a key.
 */
export type AccountsMode = 'open' | 'setup' | 'closed';

/** Whether the server waits for its first account. @throws Error that names a setting which cannot be used */
export function accountsAreRequired(env: Environment = process.env): boolean {
  const given = env[SETTING];
  if (!given) return false;
  if (given === 'required') return true;
  throw new Error(`${SETTING} is ${given}; set it to required, or leave it out to decide on the screen.`);
}

/** Costs nothing while it is known, which it is but for the moment after a change. */
export async function accountsMode({ accounts }: Pick<Holdpoint, 'accounts'>): Promise<AccountsMode> {
  if (accounts.exist ?? (await accounts.look())) return 'closed';
  return accountsAreRequired() ? 'setup' : 'open';
}

/** Whether nothing need be asked of anybody, as far as is known without asking the database. */
export function isKnownOpen({ accounts }: Pick<Holdpoint, 'accounts'>): boolean {
  return accounts.exist === false && !accountsAreRequired();
}
