import { t } from '#lib/language/gettext';
import { currentLanguage } from '#lib/language/language';

/**
 * What the queue says always in the same words, in the reader's language; undefined for anything else. The queue itself has no
 * language: clients of the API and logs read the same of it, everywhere.
 */
export function fixedSentence(message: string): string | undefined {
  const [said = ''] = currentLanguage()?.catalogue[message] ?? [];
  return fixedSentences().includes(said) ? said : undefined;
}

/** Written out, so that they are in the catalogues. */
export function fixedSentences(): string[] {
  return [...aboutQuestions(), ...aboutWebhooks()];
}

const aboutQuestions = () => [
  t`The answer was sent already, so it cannot be taken back. You can cancel the run instead.`,
  t`The answer does not fit what was asked for.`,
  t`This comment is gone; it may have been deleted.`,
  t`The link was used already. Its answer is in the activity list.`,
  t`This link leads nowhere. Ask for another one.`,
  t`This link was used already.`,
  t`This link was revoked.`,
  t`This link has expired.`,
  t`Somebody else has decided meanwhile.`,
  t`Give your name: an answer is recorded with it.`,
];

const aboutWebhooks = () => [
  t`Give addresses such as maria@example.com.`,
  t`Give at least one address.`,
  t`Choose at least one event.`,
  t`Give a number of minutes.`,
  t`Give whole minutes.`,
  t`Give at least one minute.`,
  t`Give at most a week, which is 10080 minutes.`,
  t`This server sends no e-mail. Set HOLDPOINT_SMTP_URL (smtps://user:password@mail.example.com) and HOLDPOINT_MAIL_FROM, also for workers that run by themselves, and start it again.`,
  t`The URL holds a user name or a password; receivers tell us by the signature.`,
  t`This delivery is still being tried, or its log entry is gone. Look again.`,
];
