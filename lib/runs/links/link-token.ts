import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** What an address ends with that answers a question: nobody can guess it, and it is kept nowhere. */
export function newLinkToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** By which a token is found. Looking up a hash takes as long for a token that is nearly right as for any other. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function linkPath(token: string): string {
  return `/a/${token}`;
}

/** A text as it may be kept: without the tokens of links in it, also where the end of one is cut off. */
export function withoutTokens(text: string): string {
  return text.replace(/(\/a\\?\/)[\w-]{8,}/g, '$1…');
}
