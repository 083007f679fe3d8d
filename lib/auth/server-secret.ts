import { randomBytes, randomInt } from 'node:crypto';
import type { Holdpoint } from '#lib/runs/holdpoint';

const SECRET_BYTES = 32;
/** Without letters and digits that are taken for each other. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const CODE_GROUPS = 3;
const GROUP_LENGTH = 4;

/** What sessions are signed with: given, or made up once and kept in the database for all processes on it. */
export async function sessionSecret(hp: Pick<Holdpoint, 'db'>): Promise<string> {
  const given = process.env.HOLDPOINT_SECRET || process.env.BETTER_AUTH_SECRET;
  return given || kept(hp, 'sessions', () => randomBytes(SECRET_BYTES).toString('base64url'));
}

/** What the first account is made with where no stranger may make it. It is gone once there is one. */
export async function setupCode(hp: Pick<Holdpoint, 'db'>): Promise<string> {
  return kept(hp, SETUP_CODE, () => Array.from({ length: CODE_GROUPS }, group).join('-'));
}

export const SETUP_CODE = 'setup_code';

function group(): string {
  return Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** The value under this name; of processes that make one up at the same time, one wins. */
async function kept({ db }: Pick<Holdpoint, 'db'>, name: string, makeUp: () => string): Promise<string> {
  await db.sql
    .$executeRaw`INSERT INTO server_secrets (name, value) VALUES (${name}, ${makeUp()}) ON CONFLICT DO NOTHING`;
  const [row] = await db.sql.$queryRaw<{ value: string }[]>`SELECT value FROM server_secrets WHERE name = ${name}`;
  if (!row) throw new Error(`The server's own secret ${name} was deleted while it was read.`);
  return row.value;
}
