import { z } from 'zod';

const URL_SETTING = 'HOLDPOINT_SMTP_URL';
const FROM_SETTING = 'HOLDPOINT_MAIL_FROM';

export interface SmtpSettings {
  /** Of the server that takes e-mail, with whom it lets in. */
  url: string;
  /** Who e-mail is from: an address, or a name and `<address>`. */
  from: string;
}

/** What to do where there are none. */
export const NO_SMTP = `This server sends no e-mail. Set ${URL_SETTING} (smtps://user:password@mail.example.com) and ${FROM_SETTING}, also for workers that run by themselves, and start it again.`;

/** Null: no e-mail is sent. @throws Error that names a setting which cannot be used */
export function smtpSettings(env: Record<string, string | undefined> = process.env): SmtpSettings | null {
  const url = env[URL_SETTING];
  const from = env[FROM_SETTING]?.trim();
  if (!url) return null;
  // It may hold a password, so it is not repeated.
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol) || !new URL(url).hostname)
    throw new Error(`${URL_SETTING} is no address such as smtps://user:password@mail.example.com.`);
  if (!from) throw new Error(`${URL_SETTING} is set, and ${FROM_SETTING} is not: say who e-mail is from.`);
  const [, address = from] = /^[^<>]*<([^<>]+)>$/.exec(from) ?? [];
  if (!z.email().safeParse(address).success)
    throw new Error(`${FROM_SETTING} is ${from}; it must be an address such as Holdpoint <holdpoint@example.com>.`);
  return { url, from };
}
