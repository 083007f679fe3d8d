import { HoldpointError } from '#lib/errors';
import { answerInterrupt } from '../answer-interrupt';
import type { Holdpoint } from '../holdpoint';
import { findLinkedQuestion, type LinkState } from './linked-question';

const WHY_NOT: Record<Exclude<LinkState, 'open'>, string> = {
  used: 'This link was used already.',
  revoked: 'This link was revoked.',
  expired: 'This link has expired.',
  decided: 'Somebody else has decided meanwhile.',
};

export interface LinkedAnswer {
  token: string;
  value: unknown;
  note: string | null;
  /** Who says to answer; counts only where the link names nobody. */
  name: string | null;
}

/**
 * Answers the question of a link, at once and for good.
 * @throws HoldpointError `link_not_found`, `conflict` when it is over or somebody is deciding, and those of createRun for an answer
 */
export async function answerByLink(hp: Holdpoint, { token, value, note, name }: LinkedAnswer): Promise<void> {
  const link = await findLinkedQuestion(hp.db.sql, token);
  if (!link) throw new HoldpointError('link_not_found', 'This link leads nowhere. Ask for another one.');
  if (link.state !== 'open') throw new HoldpointError('conflict', WHY_NOT[link.state]);
  if (link.scheduledBy)
    throw new HoldpointError(
      'conflict',
      `${link.scheduledBy} is deciding this at the moment. Look again in a minute.`,
      { details: { decided_by: link.scheduledBy } },
    );
  const by = link.name ?? name;
  if (!by) throw new HoldpointError('invalid_request', 'Give your name: an answer is recorded with it.');
  await answerInterrupt(hp, {
    ...{ interruptId: link.interruptId, value, note, actor: `link: ${by}`, linkId: link.id },
  });
}

/** Keeps what was filled in and refused, for the form that is shown next. */
export async function keepSent({ db }: Holdpoint, { token, sent }: { token: string; sent: unknown }): Promise<void> {
  const link = await findLinkedQuestion(db.sql, token);
  if (link?.state !== 'open') return;
  await db.sql.$executeRaw`UPDATE answer_links SET sent = ${JSON.stringify(sent)}::json WHERE id = ${link.id}::uuid`;
}
