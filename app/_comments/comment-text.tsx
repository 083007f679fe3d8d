import { Fragment } from 'react';
import { MaskedText } from '#app/_masking/masked-text';
import { jt } from '#app/_ui/jt';
import { TimeAgo } from '#app/_ui/time-ago';
import { findMentions } from '#lib/review/find-mentions';
import type { CommentView } from '#lib/review/list-comments';

/** Who said what, and when. */
export function CommentText({ comment }: { comment: CommentView }) {
  const { author, text, mentions, createdAt, editedAt } = comment;
  return (
    <>
      <p className="text-xs text-ink-faint">
        <span className="font-medium text-ink">{author}</span>{' '}
        {editedAt === null ? (
          <TimeAgo at={createdAt} />
        ) : (
          jt`${<TimeAgo at={createdAt} />}, edited ${<TimeAgo at={editedAt} />}`
        )}
      </p>
      <p dir="auto" className="text-sm whitespace-pre-wrap wrap-anywhere">
        <Mentioning text={text} names={mentions} />
      </p>
    </>
  );
}

/** A text with those it mentions told apart, and its secrets covered. */
function Mentioning({ text, names }: { text: string; names: string[] }) {
  const mentions = findMentions(text, names);
  return (
    <>
      {mentions.map(({ start, end }, place) => (
        <Fragment key={start}>
          <MaskedText text={text.slice(mentions[place - 1]?.end ?? 0, start)} />
          <span className="rounded bg-accent-soft px-0.5 font-medium text-accent-strong">{text.slice(start, end)}</span>
        </Fragment>
      ))}
      <MaskedText text={text.slice(mentions.at(-1)?.end ?? 0)} />
    </>
  );
}
