import { type LookupAddress, lookup as resolve } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isAllowed, refusal, refuseUrl, type WebhookTargets } from './webhook-targets';

export interface WebhookPost {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What came of one request. */
export interface PostResult {
  /** Of the response; null: there was none. */
  status: number | null;
  /** Null: the receiver has taken it. */
  error: string | null;
  /** How the response begins. */
  response: string | null;
}

const TIMEOUT_MS = 15_000;
/** How much of a response is kept. */
const EXCERPT_BYTES = 1_000;

/** Sends one request. It follows no redirect, so that nobody is led where the server may not call. Never throws. */
export async function postWebhook(
  post: WebhookPost,
  { targets, timeoutMs = TIMEOUT_MS }: { targets: WebhookTargets; timeoutMs?: number },
): Promise<PostResult> {
  const refused = refuseUrl(post.url, targets);
  if (refused) return { status: null, error: refused, response: null };
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const message = await send(post, { lookup: guardedLookup(targets), signal, agent: false });
    const response = await excerptOf(message, signal);
    const status = message.statusCode ?? 0;
    return { status, error: whyNotTaken(status), response };
  } catch (error) {
    const text = signal.aborted ? `No answer within ${timeoutMs / 1000} s.` : reasonOf(error);
    return { status: null, error: text, response: null };
  }
}

function send({ url, headers, body }: WebhookPost, options: RequestOptions): Promise<IncomingMessage> {
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  const length = String(Buffer.byteLength(body));
  return new Promise((resolve, reject) => {
    request(url, { ...options, method: 'POST', headers: { ...headers, 'content-length': length } }, resolve)
      .on('error', reject)
      .end(body);
  });
}

/** Resolves a name as usual, and gives only the addresses that may be called. */
function guardedLookup(targets: WebhookTargets): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const [first, ...others] = (addresses ?? []).filter(({ address }) => isAllowed({ host, address }, targets));
      if (first) return options.all ? callback(null, [first, ...others]) : callback(null, first.address, first.family);
      const refused = error ?? new Error(refusal({ host, address: addresses?.[0]?.address ?? 'nowhere' }));
      callback(refused, options.all ? [] : '', 0);
    });
  };
}

/** A response that fails after its status was heard has been heard. */
async function excerptOf(message: IncomingMessage, signal: AbortSignal): Promise<string | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  const stop = () => message.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const piece of message) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= EXCERPT_BYTES) break;
    }
  } catch {
    // What came until then is shown.
  } finally {
    signal.removeEventListener('abort', stop);
    message.destroy();
  }
  // PostgreSQL's text holds no U+0000.
  const text = Buffer.concat(pieces).subarray(0, EXCERPT_BYTES).toString().replaceAll('\0', '');
  return text === '' ? null : text;
}

function whyNotTaken(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return `It answered ${status}; redirects are not followed.`;
  return `It answered ${status}.`;
}

function reasonOf(error: unknown): string {
  // Of several addresses that were tried, one says enough.
  const [first] = error instanceof AggregateError ? error.errors : [];
  const cause = first ?? error;
  const text = cause instanceof Error ? cause.message || cause.name : String(cause);
  return text.replaceAll('\0', '').slice(0, EXCERPT_BYTES);
}
