import type { EmailContent } from './email-content';
import type { PostResult } from './post-webhook';
import { NO_SMTP, type SmtpSettings } from './smtp-settings';

export interface Email extends EmailContent {
  /** One address. */
  to: string;
  /** The same at every try, by which mail programs know that they have it already. */
  id: string;
  /** By which mail programs put together what belongs together; null: nothing does. */
  topic: string | null;
}

interface EmailOptions {
  smtp: SmtpSettings | null;
  timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const MOST_CHARACTERS = 1_000;

/** Gives one e-mail to the mail server. Never throws. */
export async function sendEmail(email: Email, { smtp, timeoutMs = TIMEOUT_MS }: EmailOptions): Promise<PostResult> {
  if (smtp === null) return { status: null, error: NO_SMTP, response: null };
  try {
    const response = await give(email, smtp, timeoutMs);
    return { status: Number.parseInt(response, 10) || null, error: null, response: stored(response) };
  } catch (error) {
    return failureOf(error);
  }
}

/** @returns what the mail server said */
async function give(email: Email, { url, from }: SmtpSettings, timeoutMs: number): Promise<string> {
  const { to, id, topic, subject, text, html } = email;
  // Only who sends e-mail loads it.
  const { createTransport } = await import('nodemailer');
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, dnsTimeout: timeoutMs };
  const transport = createTransport({ url, ...timeouts, socketTimeout: timeoutMs });
  const sent = await transport.sendMail({
    ...{ from, subject, text, html },
    to: { name: '', address: to },
    messageId: `<${id}@holdpoint>`,
    references: topic === null ? undefined : `<${topic}@holdpoint>`,
    // Nobody reads an answer that a machine gives.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return sent.response;
}

/** Errors of the mail server have its code and its words. */
function failureOf(error: unknown): PostResult {
  const { message, responseCode, response } = error as { message?: string; responseCode?: number; response?: string };
  return {
    status: responseCode ?? null,
    error: stored(message ?? String(error)),
    response: response === undefined ? null : stored(response),
  };
}

/** PostgreSQL's text holds no U+0000. */
function stored(text: string): string {
  return text.replaceAll('\0', '').slice(0, MOST_CHARACTERS);
}
