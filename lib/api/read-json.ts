import { HoldpointError } from '#lib/errors';
import { limits } from '#lib/limits';
import { findJsonError } from './find-json-error';

const MEGABYTE = 1024 * 1024;
/** What a body holds beside the input. */
const ROOM_BYTES = MEGABYTE;

/** Reads a request's JSON body; an empty body is an empty object. @throws HoldpointError `invalid_json`, `payload_too_large` */
export async function readJson(request: Request, limitBytes = limits().maxBytes.input + ROOM_BYTES): Promise<unknown> {
  const text = await readText(request, limitBytes);
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalidJson(text, cause);
  }
}

function invalidJson(text: string, cause: unknown): HoldpointError {
  const { offset, line, column } = findJsonError(text);
  const near =
    offset >= text.length ? 'the text ends too early' : `near ${JSON.stringify(text.slice(offset, offset + 20))}`;
  const message = `The body is not valid JSON: line ${line}, column ${column}, ${near}.`;
  return new HoldpointError('invalid_json', message, { cause, details: { position: offset, line, column } });
}

async function readText(request: Request, limitBytes: number): Promise<string> {
  const length = request.headers.get('content-length');
  if (Number(length ?? 0) > limitBytes) throw tooLarge(limitBytes);
  // A server reads no further than the length it was told, so nothing needs counting; and this way is much faster.
  if (length !== null && !request.headers.has('transfer-encoding')) return request.text();
  if (!request.body) return '';
  const decoder = new TextDecoder();
  const reader = request.body.getReader();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > limitBytes) {
      await reader.cancel();
      throw tooLarge(limitBytes);
    }
    text += decoder.decode(value, { stream: true });
  }
}

function tooLarge(limitBytes: number): HoldpointError {
  return new HoldpointError(
    'payload_too_large',
    `The body is larger than ${limitBytes / MEGABYTE} MB. Send less in one request, or raise HOLDPOINT_MAX_INPUT_MB.`,
  );
}
