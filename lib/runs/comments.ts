/**
 * Comments are what reviewers say to each other about a question, before and after it is decided. Their authors change and delete
 * them; what was said before a decision stays as it was when the decision was made.
 */
import { HoldpointError } from '#lib/errors';
import type { Holdpoint } from './holdpoint';
import { inTransaction, type Transaction } from './transaction';
import { type ArrangedQuestion, questionNotFound, recordArrangement } from './waiting-question';

/** Longer ones are documents. */
export const COMMENT_LENGTH = 4000;

interface NewComment {
  interruptId: string;
  text: string;
  /** Names. */
  mentions?: string[];
  author: string;
}

/** @returns its id. @throws HoldpointError `interrupt_not_found`; `invalid_request` for a text that is empty or too long */
export async function addComment(
  hp: Holdpoint,
  { interruptId, text, author, mentions = [] }: NewComment,
): Promise<string> {
  const said = checkText(text);
  return inTransaction(hp.db, async (tx) => {
    const [question] = await tx.$queryRaw<ArrangedQuestion[]>`
      SELECT id, thread_id AS "threadId", graph_id AS "graphId", title FROM interrupts WHERE id = ${interruptId} FOR KEY SHARE`;
    if (!question) throw questionNotFound(interruptId);
    const [added] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO comments (interrupt_id, author, text, mentions, created_at)
      VALUES (${interruptId}, ${author}, ${said}, ${mentions}::text[], clock_timestamp())
      RETURNING id::text AS id`;
    await record(tx, question, { actor: author, before: null, after: said });
    return added?.id ?? '';
  });
}

interface CommentChange {
  commentId: string;
  /** Null: it is deleted. */
  text: string | null;
  /** Names, of the new text. */
  mentions?: string[];
  actor: string;
}

/**
 * Changes or deletes a comment, by its author. The audit trail keeps what it said.
 * @throws HoldpointError `invalid_request` for a text that is empty or too long; `conflict` when the comment is gone, is somebody
 * else's, or was made before the question was decided
 */
export async function changeComment(
  hp: Holdpoint,
  { commentId, text, actor, mentions = [] }: CommentChange,
): Promise<void> {
  const said = text === null ? null : checkText(text);
  await inTransaction(hp.db, async (tx) => {
    const comment = await lockComment(tx, commentId);
    if (!comment) throw new HoldpointError('conflict', 'This comment is gone; it may have been deleted.');
    if (comment.author !== actor)
      throw new HoldpointError('conflict', `Only ${comment.author} can change this comment.`, {
        details: { author: comment.author },
      });
    if (comment.isOnRecord) {
      throw new HoldpointError(
        'conflict',
        `"${comment.title}" was decided after this comment, which stays as it was then. Add another one instead.`,
        { details: { title: comment.title } },
      );
    }
    if (said === comment.text) return;
    if (said === null) await tx.$executeRaw`DELETE FROM comments WHERE id = ${commentId}::bigint`;
    // As of the transaction's begin: a decision that waits for it has read the clock before it could go on.
    else
      await tx.$executeRaw`UPDATE comments SET text = ${said}, mentions = ${mentions}::text[], edited_at = now() WHERE id = ${commentId}::bigint`;
    await record(tx, comment, { actor, before: comment.text, after: said });
  });
}

interface LockedComment extends ArrangedQuestion {
  author: string;
  text: string;
  isOnRecord: boolean;
}

/** With its question, which nobody decides until the transaction ends. */
async function lockComment(tx: Transaction, commentId: string): Promise<LockedComment | undefined> {
  const [comment] = await tx.$queryRaw<LockedComment[]>`
    SELECT i.id, i.thread_id AS "threadId", i.graph_id AS "graphId", i.title, c.author, c.text,
      i.outcome <> 'pending' AND c.created_at <= i.decided_at AS "isOnRecord"
    FROM comments c JOIN interrupts i ON i.id = c.interrupt_id WHERE c.id = ${commentId}::bigint FOR UPDATE OF c FOR SHARE OF i`;
  return comment;
}

function record(
  tx: Transaction,
  question: ArrangedQuestion,
  { actor, before, after }: { actor: string; before: string | null; after: string | null },
): Promise<void> {
  const change = { before: { text: before }, after: { text: after } };
  return recordArrangement(tx, question, { kind: 'comment', actor, ...change });
}

/** PostgreSQL stores no NUL in a text. */
function checkText(text: string): string {
  const said = text.replaceAll('\0', '').trim();
  if (said !== '' && said.length <= COMMENT_LENGTH) return said;
  const wrong = said === '' ? 'is empty' : `has ${said.length} characters`;
  throw new HoldpointError('invalid_request', `The comment ${wrong}. Write 1 to ${COMMENT_LENGTH} characters.`, {
    details: { most_characters: COMMENT_LENGTH },
  });
}
