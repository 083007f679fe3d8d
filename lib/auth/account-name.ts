import { z } from 'zod';
import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import type { Transaction } from '#lib/runs/transaction';

/** Who answers by a link is recorded with this before the name. */
const LINK_ACTOR = /^link:/i;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** What decisions are recorded with, so it must look like what it is. */
export const accountName = z
  .string()
  .transform((name) => name.normalize('NFKC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, { error: () => t`Give a name.` })
      .max(80, { error: () => t`A name has at most 80 characters.` })
      .refine((name) => !LINK_ACTOR.test(name), { error: () => t`A name cannot begin with "link:".` })
      .refine((name) => !INVISIBLE.test(name), { error: () => t`A name cannot have characters that nobody sees.` }),
  );

/** Members and keys share their names, since the audit trail knows nothing else of them. @throws HoldpointError `conflict` */
export async function ensureNameIsFree(tx: Transaction, name: string): Promise<void> {
  const taken = await tx.$queryRaw<{ what: string }[]>`
    SELECT 'member' AS what FROM members WHERE lower(name) = lower(${name})
    UNION ALL SELECT 'key' FROM api_keys WHERE lower(name) = lower(${name})`;
  if (taken[0]) throw refusedAt('name', taken[0].what === 'key' ? takenByKey(name) : takenByMember(name));
}

const takenByKey = (name: string) => t`${name} is the name of an API key; choose another.`;
const takenByMember = (name: string) => t`${name} is the name of a member; choose another.`;

/** For the form that shows it at its field. */
export function refusedAt(field: string, message: string): HoldpointError {
  return new HoldpointError('invalid_request', message, { details: { errors: [{ path: [field], message }] } });
}

/** @throws HoldpointError `invalid_request` at the first field that is not as it must be */
export function checked<T extends z.ZodType>(schema: T, values: unknown): z.output<T> {
  const { data, error } = schema.safeParse(values);
  if (error) throw refusedAt(String(error.issues[0]?.path[0] ?? ''), error.issues[0]?.message ?? t`This is not valid.`);
  return data as z.output<T>; // without an error it is there
}
