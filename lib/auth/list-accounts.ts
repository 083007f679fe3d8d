import type { Holdpoint } from '#lib/runs/holdpoint';
import { isRole, type Role } from './permissions';

const MOST_CHANGES = 100;

export interface MemberView {
  id: string;
  name: string;
  email: string;
  role: Role;
  isDisabled: boolean;
  /** Nobody has used the link yet, nor signed in with the provider. */
  isInvited: boolean;
  lastSignInAt: string | null;
}

export interface KeyView {
  id: string;
  name: string;
  role: Role;
  /** How it begins. */
  start: string;
  isRevoked: boolean;
  createdAt: string;
  expiresAt: string | null;
  /** To some seconds. */
  lastUsedAt: string | null;
}

export interface AccountChangeView {
  id: string;
  at: string;
  kind: string;
  actor: string | null;
  subject: string;
  detail: unknown;
}

export async function listMembers({ db }: Holdpoint): Promise<MemberView[]> {
  const members = await db.prisma.member.findMany({
    include: {
      credentials: { select: { id: true }, take: 1 },
      sessions: { select: { createdAt: true }, orderBy: { createdAt: 'desc' }, take: 1 },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return members.map(({ id, name, email, role, disabledAt, credentials, sessions }) => ({
    ...{ id, name, email, role: roleOf(role), isDisabled: disabledAt !== null, isInvited: credentials.length === 0 },
    lastSignInAt: sessions[0]?.createdAt.toISOString() ?? null,
  }));
}

/** Those that can be used first. */
export async function listApiKeys({ db }: Holdpoint): Promise<KeyView[]> {
  const keys = await db.prisma.apiKey.findMany({ orderBy: [{ enabled: 'desc' }, { createdAt: 'desc' }] });
  return keys.map(({ id, name, start, enabled, createdAt, expiresAt, lastRequest, metadata }) => ({
    ...{ id, name: name ?? '', start: start ?? '', isRevoked: !enabled, role: roleOf(roleIn(metadata)) },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastRequest?.toISOString() ?? null,
  }));
}

/** The newest first. */
export async function listAccountChanges({ db }: Holdpoint): Promise<AccountChangeView[]> {
  const changes = await db.prisma.accountChange.findMany({ orderBy: { id: 'desc' }, take: MOST_CHANGES });
  return changes.map(({ id, at, ...change }) => ({ ...change, id: String(id), at: at.toISOString() }));
}

/** What is not one, nobody gave: it may do the least. */
function roleOf(value: unknown): Role {
  return isRole(value) ? value : 'viewer';
}

function roleIn(metadata: string | null): unknown {
  const parsed: unknown = JSON.parse(metadata ?? '{}');
  return typeof parsed === 'object' && parsed !== null && 'role' in parsed ? parsed.role : undefined;
}
