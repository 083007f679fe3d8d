import { cookies } from 'next/headers';
import { currentCaller } from '#app/_auth/current-caller';

export const REVIEWER_COOKIE = 'holdpoint_reviewer';

/**
 * The name under which who is here decides: the member's, or the key's. On an open server the one a person gave once, or null; it
 * proves nothing.
 */
export async function readReviewer(): Promise<string | null> {
  const caller = await currentCaller();
  if (caller?.kind !== 'anyone') return caller?.name ?? null;
  const name = (await cookies()).get(REVIEWER_COOKIE)?.value.trim();
  return name ? name : null;
}
