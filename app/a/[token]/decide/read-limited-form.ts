const MOST_BYTES = 1_000_000;

/** The form that a request brings, if it is one of a reasonable size; else null. Anybody can send here, so no more than that is read. */
export async function readLimitedForm(request: Request): Promise<FormData | null> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of request.body ?? []) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) return null;
    pieces.push(piece);
  }
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  return new Response(Buffer.concat(pieces), { headers }).formData().catch(() => null);
}
