import type { Holdpoint } from '../holdpoint';
import { linkForDelivery } from '../links/link-for-delivery';
import { linkPath, withoutTokens } from '../links/link-token';
import { publicUrl } from '../public-url';
import { eventBody } from './delivery-body';
import { emailContent } from './email-content';
import { eventMessage } from './event-message';
import { isExpiring } from './plan-expiring';
import { type PostResult, postWebhook } from './post-webhook';
import { type DescribeRun, runEndBody } from './run-end-body';
import { sendEmail } from './send-email';
import type { Settled } from './settle-delivery';
import { slackBody } from './slack-body';
import type { SmtpSettings } from './smtp-settings';
import type { TakenDelivery } from './take-deliveries';
import { toldEvent } from './told-event';
import { ASKED, EXPIRING, RUN_END } from './webhook-events';
import { webhookSignature } from './webhook-secret';
import type { WebhookTargets } from './webhook-targets';

export interface SenderOptions {
  targets: WebhookTargets;
  describeRun: DescribeRun;
  /** Null: this process cannot send e-mail. */
  smtp: SmtpSettings | null;
  baseUrl?: string;
  timeoutMs?: number;
}

const GONE: PostResult = { status: null, error: 'The run was deleted before its end could be told.', response: null };

/**
 * Makes what a delivery says, in the form that its receiver takes, and tries once to send it.
 * @returns what came of it; null: what it was planned to tell is no longer so
 */
export async function sendDelivery(
  hp: Holdpoint,
  delivery: TakenDelivery,
  options: SenderOptions,
): Promise<Omit<Settled, 'delivery'> | null> {
  if (delivery.event === RUN_END) return sendRunEnd(hp, delivery, options);
  if (delivery.event === EXPIRING && !(await isExpiring(hp.db.sql, delivery.interruptId ?? ''))) return null;
  const result = await sendEvent(hp, delivery, options);
  return { payload: delivery.payload, result: withoutLinks(result) };
}

async function sendRunEnd(
  hp: Holdpoint,
  delivery: TakenDelivery,
  options: SenderOptions,
): Promise<Omit<Settled, 'delivery'>> {
  const { payload, runId } = delivery;
  const body = payload ?? (runId && (await runEndBody(hp, { runId, describeRun: options.describeRun })));
  return { payload: body, result: body === null ? GONE : await postSigned(delivery, body, options) };
}

async function sendEvent(hp: Holdpoint, delivery: TakenDelivery, options: SenderOptions): Promise<PostResult> {
  const { id, kind, url, recipient, interruptId, includesTitle } = delivery;
  const baseUrl = options.baseUrl ?? publicUrl();
  const event = toldEvent(delivery);
  switch (kind) {
    case 'http': {
      const answerUrl = await answerUrlFor(hp, delivery, baseUrl);
      return postSigned(delivery, eventBody(event, { baseUrl, answerUrl }), options);
    }
    case 'slack': {
      const body = slackBody(eventMessage(event, { baseUrl, includesTitle }));
      return postWebhook({ url, headers: HEADERS, body }, options);
    }
    case 'email': {
      const answerUrl = await answerUrlFor(hp, delivery, baseUrl);
      const content = emailContent(eventMessage(event, { baseUrl, includesTitle }), answerUrl);
      return sendEmail({ ...content, to: recipient ?? '', id, topic: interruptId }, options);
    }
    default:
      return kind satisfies never;
  }
}

async function answerUrlFor(hp: Holdpoint, delivery: TakenDelivery, baseUrl: string): Promise<string | null> {
  const { target: webhookId, kind, event, interruptId, recipient, includesLink, secrets, url } = delivery;
  const [secret] = secrets;
  if ((event !== ASKED && event !== EXPIRING) || !includesLink || !interruptId || !secret) return null;
  const createdBy = kind === 'email' ? 'e-mail' : `webhook ${new URL(url).host}`;
  const token = await linkForDelivery(hp.db, { webhookId, interruptId, recipient, secret, createdBy });
  return token && baseUrl + linkPath(token);
}

/** Some receivers repeat what they were sent, and the log is read by many. */
function withoutLinks({ status, error, response }: PostResult): PostResult {
  return { status, error: error && withoutTokens(error), response: response && withoutTokens(response) };
}

const HEADERS = { 'content-type': 'application/json', 'user-agent': 'Holdpoint' };

function postSigned({ id, url, secrets }: TakenDelivery, body: string, options: SenderOptions): Promise<PostResult> {
  const message = { id: `msg_${id}`, timestamp: Math.floor(Date.now() / 1000), body };
  const headers = {
    ...HEADERS,
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestamp),
    ...(secrets.length > 0 && { 'webhook-signature': webhookSignature(message, secrets) }),
  };
  return postWebhook({ url, headers, body }, options);
}
