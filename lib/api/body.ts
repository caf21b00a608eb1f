export type JsonBody = { ok: true; value: unknown } | { ok: false; status: 400 | 413 | 415 | 422; detail: string };

/** Reads a JSON body, refusing another media type (415), one over `maxBytes` (413), one that breaks off (400) and broken JSON (422). */
export async function readJsonBody(request: Request, maxBytes: number): Promise<JsonBody> {
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    return { ok: false, status: 415, detail: 'Send the body as JSON, with Content-Type: application/json.' };
  }
  let bytes: Uint8Array | null;
  try {
    bytes = await readCapped(request.body, maxBytes);
  } catch {
    // Only the sender's end can fail here: a page that was left, a line that broke.
    return { ok: false, status: 400, detail: 'The body broke off before its end. Nothing was changed.' };
  }
  if (bytes === null) {
    return { ok: false, status: 413, detail: `The body is larger than ${maxBytes / 1024} KiB.` };
  }
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { ok: false, status: 422, detail: 'The body is not valid JSON in UTF-8.' };
  }
}

/** All bytes of `stream`, or null as soon as there are too many: a false Content-Length cannot fill the memory. */
export async function readCapped(
  stream: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array | null> {
  if (stream === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
