import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { PERMISSIONS, ROLES, type Role } from '#lib/auth/permissions';
import { testAccounts } from '#lib/testing/accounts';
import { testDatabase } from '#lib/testing/database';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { setProcessHoldpoint } from '#lib/testing/set-process-holdpoint';

// What is sent to all of them here is no valid request of any.
process.env.LOG_LEVEL = 'silent';

const sent = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock('next/headers', () => ({
  headers: async () => sent.headers,
  cookies: async () => ({ get: () => undefined, set: () => undefined, delete: () => undefined }),
}));

const hp = await testHoldpoint(await testDatabase(), {});
setProcessHoldpoint(hp);
const accounts = await testAccounts(hp);
const keys = new Map<Role | null, string>();
for (const role of ROLES) keys.set(role, await accounts.key(`The ${role}`, role));

/** Every server action, by file and name, and the least role that each takes. */
const LEAST_ROLES: Record<string, Role | 'nobody' | 'anybody'> = {
  // Whoever is known already is refused the first account; passwords and links prove themselves.
  'accounts changePassword': 'anybody',
  'accounts createFirstAccount': 'anybody',
  'accounts setPassword': 'anybody',
  'accounts signIn': 'anybody',
  'accounts signInElsewhere': 'anybody',
  'accounts signOut': 'anybody',
  'api-keys createApiKey': 'admin',
  'api-keys revokeApiKey': 'admin',
  'mark-opened markOpened': 'viewer',
  'members changeRole': 'admin',
  'members createMember': 'admin',
  'members newPasswordLink': 'admin',
  'members setMemberEnabled': 'admin',
  'answer-links createAnswerLink': 'reviewer',
  'answer-links revokeAnswerLink': 'reviewer',
  'answer answer': 'reviewer',
  'assign assign': 'reviewer',
  'cancel-run cancelRun': 'operator',
  'claim claim': 'reviewer',
  'claim release': 'reviewer',
  'comment comment': 'reviewer',
  'comment editComment': 'reviewer',
  'comment postComment': 'reviewer',
  'decide-batch decideBatch': 'reviewer',
  'decide-batch undoBatch': 'reviewer',
  'edit-state editState': 'operator',
  'end-thread endThread': 'reviewer',
  'move-queued-run moveQueuedRun': 'operator',
  'post-answer postAnswer': 'reviewer',
  'preview-bulk previewBulk': 'reviewer',
  'preview-triage previewTriage': 'reviewer',
  'retry-run retryRun': 'operator',
  'saved-views changeView': 'reviewer',
  'saved-views deleteView': 'reviewer',
  'saved-views saveView': 'reviewer',
  'send-message sendMessage': 'operator',
  'set-preferences setPreferences': 'viewer',
  // Names are the members' own.
  'set-reviewer setReviewer': 'nobody',
  'settle-reply settleReply': 'admin',
  'snooze snooze': 'reviewer',
  'start-thread startThread': 'operator',
  'undo sendNow': 'reviewer',
  'undo undo': 'reviewer',
  'webhooks createWebhook': 'admin',
  'webhooks deleteWebhook': 'admin',
  'webhooks editWebhook': 'admin',
  'webhooks redeliver': 'admin',
  'webhooks rotateWebhookSecret': 'admin',
  'webhooks sendTestDelivery': 'admin',
  'webhooks setWebhookActive': 'admin',
  'withdraw-runs withdrawRuns': 'operator',
};

type Action = (...args: unknown[]) => Promise<unknown>;

const app = resolve(import.meta.dirname, '..');

async function serverActions(): Promise<Map<string, Action>> {
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
    .map((file) => join(app, file))
    .filter((file) => /^['"]use server['"]/m.test(readFileSync(file, 'utf8')));
  const found = new Map<string, Action>();
  for (const file of files) {
    const module: Record<string, unknown> = await import(file);
    const name = relative(join(app, '_actions'), file).replace(/\.tsx?$/, '');
    for (const [key, value] of Object.entries(module)) {
      if (typeof value === 'function') found.set(`${name} ${key}`, value as Action);
    }
  }
  return found;
}

const actions = await serverActions();

/** With which error the action refuses who brings this key; undefined: it does not refuse them. */
async function refusalOf(name: string, role: Role | null): Promise<string | undefined> {
  sent.headers = new Headers(role ? { 'x-api-key': keys.get(role) ?? '' } : {});
  try {
    const result: unknown = await actions.get(name)?.({}, new FormData());
    const code = typeof result === 'object' && result !== null && 'code' in result ? result.code : result;
    return typeof code === 'string' && /^(?:unauthorized|forbidden)$|^(?:This takes|This server)/.test(code)
      ? code
      : undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'unauthorized' || code === 'forbidden' ? code : undefined;
  }
}

describe('server actions', () => {
  it('are all listed here, with the role that each takes', () => {
    expect([...actions.keys()].sort()).toEqual(Object.keys(LEAST_ROLES).sort());
  });

  it.each(Object.entries(LEAST_ROLES))('%s takes a role: %s', async (name, least) => {
    const refusals = [];
    for (const role of ROLES) refusals.push((await refusalOf(name, role)) !== undefined);
    const stranger = await refusalOf(name, null);

    const firstAllowed = { nobody: ROLES.length, anybody: 0 }[least as string] ?? ROLES.indexOf(least as Role);
    expect(refusals).toEqual(PERMISSIONS.map((_, index) => index < firstAllowed));
    expect(stranger !== undefined).toBe(least !== 'anybody');
  });
});
