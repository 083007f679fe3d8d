'use server';

import { redirect } from 'next/navigation';
import { currentCredentials } from '#app/_auth/current-caller';
import { formState, textOf } from '#app/_auth/form-state';
import type { FormState } from '#app/_auth/form-values';
import { keepCookies } from '#app/_auth/keep-cookies';
import { accountsMode } from '#lib/auth/accounts-mode';
import * as first from '#lib/auth/first-account';
import { beginOidcSignIn } from '#lib/auth/oidc-sign-in';
import { returnPath } from '#lib/auth/return-path';
import * as sessions from '#lib/auth/sign-in';
import { holdpoint } from '#lib/runs/holdpoint';

/** Makes the first account, of who sends this, and closes the server to everybody else. */
export async function createFirstAccount(_state: FormState, data: FormData): Promise<FormState> {
  const state = await formState(data, async () => {
    const hp = await holdpoint();
    const [email, password] = [textOf(data, 'email'), textOf(data, 'password')];
    const account = { name: textOf(data, 'name'), email, password, code: textOf(data, 'code') };
    await first.createFirstAccount(hp, account);
    await keepCookies(await sessions.signIn(hp, { email, password }));
  });
  if (isWrong(state)) return state;
  redirect('/settings/members');
}

export async function signIn(_state: FormState, data: FormData): Promise<FormState> {
  const state = await formState(data, async () => {
    const hp = await holdpoint();
    if ((await accountsMode(hp)) !== 'closed') return;
    await keepCookies(await sessions.signIn(hp, { email: textOf(data, 'email'), password: textOf(data, 'password') }));
  });
  if (isWrong(state)) return state;
  redirect(returnPath(data.get('to')));
}

/** Leads to who the settings say people sign in with. */
export async function signInElsewhere(_state: FormState, data: FormData): Promise<FormState> {
  let elsewhere = returnPath(data.get('to'));
  const state = await formState(data, async () => {
    const hp = await holdpoint();
    if ((await accountsMode(hp)) !== 'closed') return;
    const { url, cookies } = await beginOidcSignIn(hp, elsewhere);
    await keepCookies(cookies);
    elsewhere = url;
  });
  if (isWrong(state)) return state;
  redirect(elsewhere);
}

export async function signOut(): Promise<void> {
  const { cookie } = await currentCredentials();
  if (cookie) await keepCookies(await sessions.signOut(await holdpoint(), cookie));
  redirect('/sign-in');
}

/** With the token of a link that an admin gave. */
export async function setPassword(_state: FormState, data: FormData): Promise<FormState> {
  const state = await formState(data, async () => {
    const chosen = { token: textOf(data, 'token'), chosen: textOf(data, 'password') };
    await sessions.setPassword(await holdpoint(), chosen);
  });
  if (isWrong(state)) return state;
  redirect('/sign-in?set');
}

/** Of who sends this; all other sessions end. */
export async function changePassword(_state: FormState, data: FormData): Promise<FormState & { isDone: boolean }> {
  const state = await formState(data, async () => {
    const { cookie } = await currentCredentials();
    const change = { cookie: cookie ?? '', current: textOf(data, 'current'), chosen: textOf(data, 'password') };
    await sessions.changePassword(await holdpoint(), change);
  });
  return { ...state, isDone: !isWrong(state) };
}

function isWrong({ failure, errors }: FormState): boolean {
  return failure !== null || Object.keys(errors).length > 0;
}
