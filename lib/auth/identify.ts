import { LRUCache } from 'lru-cache';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { processWide } from '#lib/store/process-wide';
import { accountsMode, isKnownOpen } from './accounts-mode';
import { authOf } from './better-auth';
import { ANYONE, type Caller, type Identity } from './caller';
import { isRole } from './permissions';

/** What a request brings to say who sends it. */
export interface Credentials {
  key: string | null;
  cookie: string | null;
}

/** How long what was found out is believed, should a word of its end be lost; and how exact a key's last use is. */
const BELIEVED_MS = 10_000;
const MOST_CALLERS = 10_000;

/** Those asked for lately. In flight ones as well: whoever is revoked meanwhile is looked for again by the next request. */
class Callers {
  #revision = -1;
  readonly #known = new LRUCache<string, { found: Promise<Identity | null> }>({ max: MOST_CALLERS, ttl: BELIEVED_MS });

  /** `revision` is that of the accounts: with another one nothing is known any more. */
  async get(key: string, revision: number, find: () => Promise<Identity | null>): Promise<Identity | null> {
    if (revision !== this.#revision) this.#known.clear();
    this.#revision = revision;
    const known = this.#known.get(key);
    if (known) return known.found;
    const entry = { found: find() };
    this.#known.set(key, entry);
    const forget = () => {
      if (this.#known.peek(key) === entry) this.#known.delete(key);
    };
    entry.found.then((identity) => identity ?? forget(), forget);
    return entry.found;
  }
}

/** Reads what Headers, or anything like them, say. A key counts before a cookie. */
export function credentialsOf(header: (name: string) => string | null | undefined): Credentials {
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(header('authorization') ?? '')?.[1];
  return { key: header('x-api-key')?.trim() || bearer || null, cookie: header('cookie') || null };
}

/** Who sends a request. On an open server that is anyone, and it costs nothing to say so. */
export async function identify(hp: Holdpoint, credentials: Credentials): Promise<Caller> {
  if (isKnownOpen(hp)) return ANYONE;
  const mode = await accountsMode(hp);
  if (mode === 'open') return ANYONE;
  return mode === 'setup' ? null : known(hp, credentials);
}

async function known(hp: Holdpoint, { key, cookie }: Credentials): Promise<Identity | null> {
  const callers = processWide('callers', () => new WeakMap<object, Callers>());
  const held = callers.get(hp.accounts) ?? new Callers();
  callers.set(hp.accounts, held);
  const { revision } = hp.accounts;
  const session = sessionCookie(cookie);
  const find = key
    ? held.get(`key ${key}`, revision, () => ofKey(hp, key))
    : session && held.get(`cookie ${session}`, revision, () => ofSession(hp, session));
  const identity = (await (find || null)) ?? null;
  return identity?.until && identity.until.getTime() <= Date.now() ? null : identity;
}

/** Only this cookie, so that others, which change, are not part of what is remembered. */
function sessionCookie(cookie: string | null): string | null {
  return /(?:^|;\s*)((?:__Secure-)?holdpoint\.session_token=[^;]+)/.exec(cookie ?? '')?.[1] ?? null;
}

async function ofSession(hp: Holdpoint, cookie: string): Promise<Identity | null> {
  const found = await (await authOf(hp)).api.getSession({ headers: new Headers({ cookie }) });
  if (!found) return null;
  const { user, session } = found;
  if (user.disabledAt || !isRole(user.role)) return null;
  return { kind: 'member', id: user.id, name: user.name, role: user.role, until: new Date(session.expiresAt) };
}

async function ofKey(hp: Holdpoint, key: string): Promise<Identity | null> {
  const { valid, key: found } = await (await authOf(hp)).api.verifyApiKey({ body: { key } });
  const role = found?.metadata?.role;
  if (!valid || !found?.name || !isRole(role)) return null;
  return { kind: 'key', id: found.id, name: found.name, role, until: found.expiresAt && new Date(found.expiresAt) };
}
