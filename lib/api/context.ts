import type { Context } from 'hono';
import { authorize, type Caller } from '#lib/auth/caller';
import type { Credentials } from '#lib/auth/identify';
import type { Permission } from '#lib/auth/permissions';
import { watchAccess } from '#lib/auth/watch-access';
import type { Holdpoint } from '#lib/runs/holdpoint';

export interface ApiEnv {
  /** `credentials`: what the caller is known by; absent while the server is open. */
  Variables: { hp: Holdpoint; caller: Caller; credentials?: Credentials };
}

export type ApiContext = Context<ApiEnv>;

/** Where the permission depends on what is asked, after it was read. @throws HoldpointError `forbidden` */
export function allow(c: ApiContext, permission: Permission): void {
  authorize(c.get('caller'), permission);
}

/** Has something done once who asks may not read any longer. @returns how to stop watching */
export function onAccessEnded(c: ApiContext, onEnd: () => void): () => void {
  return watchAccess(c.get('hp'), c.get('credentials') ?? { key: null, cookie: null }, onEnd);
}

/**
 * Who acts: the member, or the key. On an open server, who a client says it acts for; percent-encoded where the name is not plain
 * ASCII.
 */
export function actorOf(c: ApiContext): string | undefined {
  const caller = c.get('caller');
  if (caller && caller.kind !== 'anyone') return caller.name;
  const name = c.req.header('x-holdpoint-actor')?.trim();
  if (!name) return undefined;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
