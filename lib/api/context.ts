import type { Context } from 'hono';
import type { Holdpoint } from '#lib/runs/holdpoint';

export interface ApiEnv {
  Variables: { hp: Holdpoint };
}

export type ApiContext = Context<ApiEnv>;

/** Who a client says it acts for; percent-encoded where the name is not plain ASCII. */
export function actorOf(c: ApiContext): string | undefined {
  const name = c.req.header('x-holdpoint-actor')?.trim();
  if (!name) return undefined;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
