'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { currentMember } from '#app/_auth/allow';
import type { Identity } from '#lib/auth/caller';
import * as members from '#lib/auth/members';
import { ROLES } from '#lib/auth/permissions';
import { type Holdpoint, holdpoint } from '#lib/runs/holdpoint';
import { knownPublicUrl } from '#lib/runs/public-url';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';
import { withFieldErrors } from './with-field-errors';

const idSchema = z.string().min(1);
const memberSchema = z.object({ name: z.string(), email: z.string(), role: z.enum(ROLES) });

export type MemberForm = z.input<typeof memberSchema>;

/** @returns where the new member chooses a password; without an origin unless the server knows by which it is reached */
export async function createMember(form: MemberForm): Promise<ActionResult<{ address: string }>> {
  const result = await change(async (hp, { name: actor }) =>
    addressOf(await members.createMember(hp, { ...memberSchema.parse(form), actor })),
  );
  return result.ok ? result : withFieldErrors(result);
}

export async function changeRole(id: unknown, role: unknown): Promise<ActionResult> {
  return change(async (hp, { name: actor }) => {
    await members.changeRole(hp, { id: idSchema.parse(id), role: z.enum(ROLES).parse(role), actor });
    return {};
  });
}

/** Disables an account or enables it again. */
export async function setMemberEnabled(id: unknown, isEnabled: unknown): Promise<ActionResult> {
  return change(async (hp, { name: actor }) => {
    const set = z.boolean().parse(isEnabled) ? members.enableMember : members.disableMember;
    await set(hp, { id: idSchema.parse(id), actor });
    return {};
  });
}

/** @returns as `createMember` */
export async function newPasswordLink(id: unknown): Promise<ActionResult<{ address: string }>> {
  return change(async (hp, { name: actor }) =>
    addressOf(await members.newPasswordLink(hp, { id: idSchema.parse(id), actor })),
  );
}

function change<T extends object>(work: (hp: Holdpoint, actor: Identity) => Promise<T>): Promise<ActionResult<T>> {
  return runAction('administer', async () => {
    const [hp, actor] = await Promise.all([holdpoint(), currentMember()]);
    const result = await work(hp, actor);
    revalidatePath('/settings/members');
    return result;
  });
}

function addressOf({ path }: { path: string }): { address: string } {
  return { address: `${knownPublicUrl() ?? ''}${path}` };
}
