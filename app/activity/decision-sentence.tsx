import type { ReactNode } from 'react';
import { jt } from '#app/_ui/jt';

interface Decided {
  kind: string;
  actor: ReactNode;
  /** Null where nothing was given. */
  given: ReactNode;
}

const withGiven: Record<string, (actor: ReactNode, given: ReactNode) => ReactNode> = {
  answer: (actor, given) => jt`${actor} answered ${given}`,
  take_back: (actor, given) => jt`${actor} took back the answer ${given}`,
  lapse: (actor, given) => jt`${actor} decided, too late to be sent: ${given}`,
  message: (actor, given) => jt`${actor} sent ${given}`,
  assign: (actor, given) => jt`${actor} assigned the question to ${given}`,
  link: (actor, given) => jt`${actor} made a link to the question for ${given}`,
  revoke_link: (actor, given) => jt`${actor} revoked the link to the question for ${given}`,
  snooze: (actor, given) => jt`${actor} snoozed the question ${given}`,
  comment: (actor, given) => jt`${actor} commented on the question: ${given}`,
};

/** What else was given stands behind these. */
const alone: Record<string, (actor: ReactNode) => ReactNode> = {
  message: (actor) => jt`${actor} sent`,
  expire: (actor) => jt`${actor} let a question expire`,
  supersede: (actor) => jt`${actor} dropped the question`,
  reopen: (actor) => jt`${actor} opened the question again`,
  interrupt: (actor) => jt`${actor} stopped a run with a newer one`,
  rollback: (actor) => jt`${actor} rolled back a run`,
  cancel: (actor) => jt`${actor} cancelled a run`,
  reorder: (actor) => jt`${actor} moved a run in the queue`,
  retry: (actor) => jt`${actor} retried a run`,
  update_state: (actor) => jt`${actor} edited the state`,
  fork: (actor) => jt`${actor} went back to an earlier checkpoint`,
  end: (actor) => jt`${actor} ended the thread`,
  delete_run: (actor) => jt`${actor} deleted a run`,
};

/** Who did what, and with what. A kind that is not known yet is told by its name. */
export function DecisionSentence({ kind, actor, given }: Decided) {
  const whole = given === null ? undefined : withGiven[kind];
  if (whole) return whole(actor, given);
  return (
    <>
      {alone[kind]?.(actor) ?? (
        <>
          {actor} {kind}
        </>
      )}{' '}
      {given}
    </>
  );
}
