import { parseSetCookieHeader } from 'better-auth/cookies';

/** A cookie to be set, or with an age of 0 to be removed. */
export interface SetCookie {
  name: string;
  value: string;
  maxAge: number | undefined;
  secure: boolean;
}

export function cookiesOf(headers: Headers): SetCookie[] {
  return headers.getSetCookie().flatMap((line) =>
    [...parseSetCookieHeader(line)].map(([name, { value, 'max-age': maxAge, secure }]) => ({
      ...{ name, value, maxAge, secure: secure ?? false },
    })),
  );
}
