import { z } from 'zod';
import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import { fromJsonColumn } from '#lib/runs/from-json-column';
import type { Holdpoint } from '#lib/runs/holdpoint';
import type { QuestionRecord } from './question-record';
import type { ReplyProfile } from './reply-profile';
import { hasPlaceholder, PLACEHOLDER } from './reply-template';

const key = z.string().trim().min(1).max(60);
const profileSchema: z.ZodType<ReplyProfile> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text') }),
  z.object({ kind: z.literal('boolean') }),
  z.object({ kind: z.literal('approval'), key }),
  z.object({ kind: z.literal('action'), key }),
  z.object({
    kind: z.literal('template'),
    template: z
      .json()
      .refine(hasPlaceholder, { error: () => t`The template needs "${PLACEHOLDER}" where the answer goes.` }),
  }),
  z.object({ kind: z.literal('text_args') }),
]);

/** Where a reply is settled: the graph of the thread, and the node that asks. */
export interface AskingNode {
  graphId: string;
  node: string;
}

export interface SettledReply extends AskingNode {
  profile: ReplyProfile;
  updatedBy: string | null;
  /** ISO 8601. */
  updatedAt: string;
}

export async function listReplyProfiles({ db }: Holdpoint, graphIds: string[]): Promise<SettledReply[]> {
  if (graphIds.length === 0) return [];
  const rows = await db.prisma.replyProfile.findMany({
    where: { graphId: { in: graphIds } },
    orderBy: { node: 'asc' },
  });
  return rows.flatMap(({ profile, updatedAt, ...row }) => {
    const known = profileSchema.safeParse(fromJsonColumn(profile));
    return known.success ? [{ ...row, profile: known.data, updatedAt: updatedAt.toISOString() }] : [];
  });
}

/** The questions with the replies that are settled for them. Only those that wait need one. */
export async function withReplyProfiles(hp: Holdpoint, questions: QuestionRecord[]): Promise<QuestionRecord[]> {
  const waiting = questions.filter((question) => question.outcome === 'pending');
  const settled = await listReplyProfiles(hp, [...new Set(waiting.map((question) => question.graphId))]);
  const profileOf = ({ graphId, node }: QuestionRecord) =>
    settled.find((reply) => reply.graphId === graphId && reply.node === node)?.profile ?? null;
  return questions.map((question) =>
    question.outcome === 'pending' ? { ...question, replyProfile: profileOf(question) } : question,
  );
}

export interface SettleReply extends AskingNode {
  /** Null: as it is recognised, again. */
  profile: unknown;
  actor: string | null;
}

/** @throws HoldpointError `invalid_request` for a profile that is none */
export async function settleReply({ db }: Holdpoint, { graphId, node, profile, actor }: SettleReply): Promise<void> {
  const where = { graphId, node };
  if (profile === null) {
    await db.prisma.replyProfile.deleteMany({ where });
    return;
  }
  const parsed = profileSchema.safeParse(profile);
  if (!parsed.success) throw new HoldpointError('invalid_request', z.prettifyError(parsed.error));
  // What the schema gives is JSON.
  const values = { profile: { ...parsed.data } as object, updatedBy: actor, updatedAt: new Date() };
  await db.prisma.replyProfile.upsert({
    where: { graphId_node: where },
    create: { ...where, ...values },
    update: values,
  });
}
