import type { Db } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import type { Encoder } from './types.ts';
import { bytesOfVector, vectorOfBytes } from './vector-bytes.ts';

/** Hashes looked up, or vectors inserted, by one statement (a vector takes 2 kB, a statement at most 32,767 values). */
const ROWS_PER_STATEMENT = 1_000;

/** What of an answer is encoded, and under which name its vector is kept. */
export interface EncodableAnswer {
  canonicalHash: string;
  /** See `answerText` in text.ts. */
  text: string;
}

/**
 * Embeddings of `answers`: those stored for this encoder, and the others encoded now and stored. Equal canonical
 * hashes share one vector, that of the first text met. Call it outside of a transaction: encoding takes its time.
 *
 * @returns a vector for every canonical hash of `answers`: unit length, finite.
 * @throws TidemarkError `internal` when a stored vector is broken; else what `encode` throws.
 */
export async function embeddingsOf(
  db: Db,
  encoder: Encoder,
  answers: readonly EncodableAnswer[],
  signal?: AbortSignal,
): Promise<Map<string, Float32Array>> {
  const texts = new Map<string, string>();
  for (const { canonicalHash, text } of answers) if (!texts.has(canonicalHash)) texts.set(canonicalHash, text);

  const vectors = await loadEmbeddings(db, encoder.id, [...texts.keys()]);
  const missing = [...texts].filter(([hash]) => !vectors.has(hash));
  const encoded = await encoder.encode(
    missing.map(([, text]) => text),
    signal,
  );
  const fresh = missing.flatMap(([hash], index) => {
    const vector = encoded[index];
    return vector === undefined ? [] : [{ hash, vector }];
  });
  await insertEmbeddings(db, encoder.id, fresh);
  for (const { hash, vector } of fresh) vectors.set(hash, vector);
  return vectors;
}

/** Stored embeddings by canonical hash; hashes without one are left out. */
async function loadEmbeddings(
  db: Db,
  encoderId: string,
  hashes: readonly string[],
): Promise<Map<string, Float32Array>> {
  const vectors = new Map<string, Float32Array>();
  for (const canonicalHash of chunks(hashes)) {
    const rows = await db.answerEmbedding.findMany({
      where: { encoderId, canonicalHash: { in: canonicalHash } },
      select: { canonicalHash: true, vector: true },
    });
    for (const row of rows) vectors.set(row.canonicalHash, storedVector(row, encoderId));
  }
  return vectors;
}

function storedVector(row: { canonicalHash: string; vector: Uint8Array }, encoderId: string): Float32Array {
  const vector = vectorOfBytes(row.vector);
  if (typeof vector !== 'string') return vector;
  throw new TidemarkError(
    'internal',
    `The stored embedding of answer ${row.canonicalHash} by ${encoderId} is broken: ${vector}. Delete this row of answer_embedding; it is computed anew.`,
  );
}

/** Idempotent: of two writers of one hash the first wins, and both wrote the same. */
async function insertEmbeddings(
  db: Db,
  encoderId: string,
  fresh: readonly { hash: string; vector: Float32Array }[],
): Promise<void> {
  for (const chunk of chunks(fresh)) {
    const data = chunk.map(({ hash, vector }) => ({ encoderId, canonicalHash: hash, vector: bytesOfVector(vector) }));
    await db.answerEmbedding.createMany({ data, skipDuplicates: true });
  }
}

function chunks<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / ROWS_PER_STATEMENT);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * ROWS_PER_STATEMENT, (index + 1) * ROWS_PER_STATEMENT),
  );
}
