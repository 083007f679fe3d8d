import { headers } from 'next/headers';
import { cache } from 'react';
import type { Caller } from '#lib/auth/caller';
import { type Credentials, credentialsOf, identify } from '#lib/auth/identify';
import { holdpoint } from '#lib/runs/holdpoint';

/** Who has sent the request that is answered now. */
export const currentCaller: () => Promise<Caller> = cache(async () =>
  identify(await holdpoint(), await currentCredentials()),
);

export async function currentCredentials(): Promise<Credentials> {
  const sent = await headers();
  return credentialsOf((name) => sent.get(name));
}
