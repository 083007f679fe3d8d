import type { Holdpoint } from '#lib/runs/holdpoint';
import type { Prisma } from '#lib/store/generated/client';

export interface CommentView {
  id: string;
  interruptId: string;
  author: string;
  text: string;
  /** Whom it mentions. */
  mentions: string[];
  /** ISO 8601. */
  createdAt: string;
  /** Null: it is as it was first. */
  editedAt: string | null;
}

/** What was said about a question or those of a thread, in that order. */
export async function listComments({ db }: Holdpoint, where: Prisma.CommentWhereInput): Promise<CommentView[]> {
  const rows = await db.prisma.comment.findMany({ where, orderBy: { id: 'asc' } });
  return rows.map(({ id, createdAt, editedAt, ...row }) => ({
    ...row,
    id: String(id),
    createdAt: createdAt.toISOString(),
    editedAt: editedAt?.toISOString() ?? null,
  }));
}
