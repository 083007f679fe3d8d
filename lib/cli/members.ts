import { HoldpointError } from '#lib/errors';
import { publicUrl } from '#lib/runs/public-url';
import { prepare } from './prepare';
import { runMain } from './run-main';
import { say } from './say';

const USAGE = `npm run members                   lists the accounts
npm run members -- reset NAME     makes a link with which NAME, or an e-mail address, chooses a new password`;

await runMain(async () => {
  await prepare('client');
  const [command, ...words] = process.argv.slice(2);
  if (command === undefined || command === 'list') return list();
  if (command === 'reset' && words.length > 0) return reset(words.join(' '));
  throw new Error(`This command does not exist. What there is:\n\n${USAGE}`);
});

async function list(): Promise<void> {
  await withHoldpoint(async (hp) => {
    const { listMembers } = await import('#lib/auth/list-accounts');
    const members = await listMembers(hp);
    if (members.length === 0) return say('There are no accounts. Make the first one on the screen Settings, Members.');
    for (const { name, email, role, isDisabled } of members) {
      say(`${name}  ${email}  ${role}${isDisabled ? '  disabled' : ''}`);
    }
  });
}

async function reset(who: string): Promise<void> {
  await withHoldpoint(async (hp) => {
    const [{ listMembers }, { newPasswordLink }] = await Promise.all([
      import('#lib/auth/list-accounts'),
      import('#lib/auth/members'),
    ]);
    const wanted = who.toLowerCase();
    const member = (await listMembers(hp)).find(({ name, email }) => [name.toLowerCase(), email].includes(wanted));
    if (!member)
      throw new HoldpointError('member_not_found', `Nobody has the name ${who}; npm run members lists them.`);
    const { path } = await newPasswordLink(hp, { id: member.id, actor: null });
    say(`Open this once, within 3 days, to choose a new password for ${member.name}:\n${publicUrl()}${path}`);
  });
}

/** Only after `prepare`: these modules import the generated client. */
async function withHoldpoint(work: (hp: Awaited<ReturnType<typeof open>>) => Promise<void>): Promise<void> {
  const hp = await open();
  try {
    await work(hp);
  } finally {
    await hp.db.close();
  }
}

async function open() {
  const [{ database }, { openHoldpoint }] = await Promise.all([
    import('#lib/store/database'),
    import('#lib/runs/holdpoint'),
  ]);
  return openHoldpoint(await database('work'), new Map());
}
