import { t } from '#lib/language/gettext';
import { NO_SMTP } from '#lib/runs/webhooks/smtp-settings';

/** What the queue says always in the same words, in the reader's language; undefined for anything else. */
export function fixedSentence(message: string): string | undefined {
  return new Map(fixedSentences()).get(message);
}

export function fixedSentences(): Sentence[] {
  return [...aboutQuestions(), ...aboutRunsAndThreads(), ...aboutWebhooks()];
}

type Sentence = [english: string, said: string];

const aboutQuestions = (): Sentence[] => [
  [
    'The answer was sent already, so it cannot be taken back. You can cancel the run instead.',
    t`The answer was sent already, so it cannot be taken back. You can cancel the run instead.`,
  ],
  ['This comment is gone; it may have been deleted.', t`This comment is gone; it may have been deleted.`],
  [
    'The link was used already. Its answer is in the activity list.',
    t`The link was used already. Its answer is in the activity list.`,
  ],
  ['This link leads nowhere. Ask for another one.', t`This link leads nowhere. Ask for another one.`],
  ['This link was used already.', t`This link was used already.`],
  ['This link was revoked.', t`This link was revoked.`],
  ['This link has expired.', t`This link has expired.`],
  ['Somebody else has decided meanwhile.', t`Somebody else has decided meanwhile.`],
  ['Give your name: an answer is recorded with it.', t`Give your name: an answer is recorded with it.`],
];

const aboutRunsAndThreads = (): Sentence[] => [
  ['The answer does not fit what was asked for.', t`The answer does not fit what was asked for.`],
];

const aboutWebhooks = (): Sentence[] => [
  ['Give addresses such as maria@example.com.', t`Give addresses such as maria@example.com.`],
  ['Choose at least one event.', t`Choose at least one event.`],
  ['Give a number of minutes.', t`Give a number of minutes.`],
  ['Give whole minutes.', t`Give whole minutes.`],
  ['Give at least one minute.', t`Give at least one minute.`],
  ['Give at most a week, which is 10080 minutes.', t`Give at most a week, which is 10080 minutes.`],
  [
    NO_SMTP,
    t`This server sends no e-mail. Set HOLDPOINT_SMTP_URL (smtps://user:password@mail.example.com) and HOLDPOINT_MAIL_FROM, also for workers that run by themselves, and start it again.`,
  ],
  ['Give at least one address.', t`Give at least one address.`],
  [
    'The URL holds a user name or a password; receivers tell us by the signature.',
    t`The URL holds a user name or a password; receivers tell us by the signature.`,
  ],
  [
    'This delivery is still being tried, or its log entry is gone. Look again.',
    t`This delivery is still being tried, or its log entry is gone. Look again.`,
  ],
];
