import { createHmac } from 'node:crypto';
import { serveHttp } from './serve-http';

export interface ReceivedWebhook {
  headers: Record<string, string>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into what it was sent
  body: any;
}

/** Whoever is told, over real HTTP on this machine. It answers 204 unless it is told otherwise. */
export async function webhookReceiver() {
  const received: ReceivedWebhook[] = [];
  const receiver = { received, answer: async (): Promise<Response> => new Response(null, { status: 204 }) };
  const server = await serveHttp(async (request) => {
    const text = await request.text();
    received.push({ headers: Object.fromEntries(request.headers), text, body: JSON.parse(text) });
    return receiver.answer();
  });
  return Object.assign(receiver, { url: `${server.url}/hook`, close: server.close });
}

/** Whether one of the signatures is that of this secret, worked out as the specification says. */
export function isSignedBy({ headers, text }: ReceivedWebhook, secret: string): boolean {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signature = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return headers['webhook-signature']?.split(' ').includes(signature) ?? false;
}
