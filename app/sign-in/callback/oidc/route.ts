import { notFound, redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { currentCredentials } from '#app/_auth/current-caller';
import { keepCookies } from '#app/_auth/keep-cookies';
import { oidcSettings } from '#lib/auth/oidc-settings';
import { finishOidcSignIn } from '#lib/auth/oidc-sign-in';
import { holdpoint } from '#lib/runs/holdpoint';

/** Where the provider sends people back to. */
export async function GET({ nextUrl }: NextRequest): Promise<never> {
  if (!oidcSettings()) notFound();
  const { cookie } = await currentCredentials();
  const query = Object.fromEntries(nextUrl.searchParams);
  const finished = await finishOidcSignIn(await holdpoint(), { query, cookie: cookie ?? '' });
  if ('refusal' in finished) redirect(`/sign-in?refused=${finished.refusal}`);
  await keepCookies(finished.cookies);
  redirect(finished.path);
}
