import { cookies } from 'next/headers';
import type { SetCookie } from '#lib/auth/set-cookie';

/** Gives the browser what it proves with that it has signed in, or takes it away. No script of a page can read it. */
export async function keepCookies(given: SetCookie[]): Promise<void> {
  const jar = await cookies();
  for (const cookie of given) jar.set({ ...cookie, httpOnly: true, sameSite: 'lax', path: '/' });
}
