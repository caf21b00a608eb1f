import { describe, expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database.ts';
import { DIMENSIONS } from './id.ts';
import { embeddingsOf } from './store.ts';
import type { Encoder } from './types.ts';

const database = testDatabase();

/** Remembers what it was asked; the vector of a text points along its length. */
function recordingEncoder(id: string): Encoder & { asked: string[][] } {
  const asked: string[][] = [];
  return {
    id,
    asked,
    encode(texts) {
      asked.push([...texts]);
      return Promise.resolve(texts.map((text) => new Float32Array(DIMENSIONS).fill(0).with(text.length, 1)));
    },
  };
}

const answer = (hash: string, text: string) => ({ canonicalHash: hash.repeat(64), text });

describe('embeddings by content', () => {
  it('are encoded once and read from then on', async () => {
    const encoder = recordingEncoder('first');
    const answers = [answer('a', 'one'), answer('b', 'three'), answer('a', 'one ')];
    const encoded = await embeddingsOf(database.db, encoder, answers);
    expect([...encoded.keys()]).toEqual(['a'.repeat(64), 'b'.repeat(64)]);
    const again = await embeddingsOf(database.db, encoder, [...answers, answer('c', 'fifteen')]);
    for (const [hash, vector] of encoded) expect(again.get(hash)).toEqual(vector);
    expect(again.size).toBe(3);
    expect(encoder.asked).toEqual([['one', 'three'], ['fifteen']]);
  });

  it('are never shared between encoders', async () => {
    const other = recordingEncoder('second');
    await embeddingsOf(database.db, other, [answer('a', 'one')]);
    expect(other.asked).toEqual([['one']]);
  });

  it('may be stored by two at once', async () => {
    const answers = Array.from({ length: 50 }, (_, index) => ({ canonicalHash: `race-${index}`, text: 'x' }));
    const both = await Promise.all([1, 2].map(() => embeddingsOf(database.db, recordingEncoder('race'), answers)));
    expect(both.map((vectors) => vectors.size)).toEqual([50, 50]);
    expect(await database.db.answerEmbedding.count({ where: { encoderId: 'race' } })).toBe(50);
  });

  it('go over several statements', async () => {
    const answers = Array.from({ length: 1_001 }, (_, index) => ({ canonicalHash: `many-${index}`, text: 'x' }));
    await embeddingsOf(database.db, recordingEncoder('many'), answers);
    const again = recordingEncoder('many');
    expect((await embeddingsOf(database.db, again, answers)).size).toBe(1_001);
    expect(again.asked).toEqual([[]]);
  });

  it('are refused when what is stored is broken', async () => {
    const broken = { encoderId: 'third', canonicalHash: 'f'.repeat(64), vector: new Uint8Array(2_048) };
    await database.db.answerEmbedding.create({ data: broken });
    await expect(embeddingsOf(database.db, recordingEncoder('third'), [answer('f', 'x')])).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/answer_embedding/),
    });
  });
});
