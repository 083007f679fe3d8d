import { cookies } from 'next/headers';

export const REVIEWER_COOKIE = 'holdpoint_reviewer';

/** The name a person gave once, or null. Until there are accounts it says who decided; it proves nothing. */
export async function readReviewer(): Promise<string | null> {
  const name = (await cookies()).get(REVIEWER_COOKIE)?.value.trim();
  return name ? name : null;
}
