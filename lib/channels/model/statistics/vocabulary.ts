import { answerText } from '../encoder/text.ts';
import { meanShift } from './mean-shift.ts';
import { type Statistic, unmeasured } from './measurement.ts';
import { COMPARED_CHARS, hashText, normalise } from './text.ts';

const BUCKETS = 512;
/** Words and the punctuation between them; any number counts as one word, as numbers belong to the prompt. */
const TOKEN = /\p{L}[\p{L}\p{M}'’]*|\p{N}[\p{N}.,]*|[^\s\p{L}\p{N}]/gu;

/**
 * Whether the wording of many prompts moved the same way: the norm of the mean difference of word vectors. Words that
 * come and go on single prompts cancel out; an opening phrase, a bracket or an apology that appears everywhere adds up.
 */
export const vocabulary: Statistic = (pool) => {
  const shift = meanShift(
    pool,
    (index) => pool[index]?.answers.map((answer) => wordVector(answerText(answer))) ?? null,
  );
  if (shift === null) return unmeasured('No prompt has answers on both sides.');
  return {
    value: shift.component(new Uint16Array(pool.length)),
    noise: shift.component,
    unmeasured: null,
    components: [shift.component],
    prompts: shift.along.map((value) => (value === null ? null : { value, noise: null })),
    facts: {},
  };
};

/**
 * Words and marks of a text, hashed into buckets, as square roots of their counts; how it opens and ends once more by
 * itself, since a changed habit shows there first. Both halves weigh the same.
 */
function wordVector(text: string): Float32Array {
  const tokens = (text.slice(0, COMPARED_CHARS).match(TOKEN) ?? []).map((token) =>
    /^\p{N}/u.test(token) ? '0' : token,
  );
  const words = countVector(tokens.map((token) => token.toLowerCase()));
  const edges = countVector(edgesOf(tokens));
  return words.map((value, bucket) => (value + (edges[bucket] ?? 0)) / 2);
}

/** The first words as they are, and the first and last few tokens by their shape alone: `(A). Yes` is `(W).W`. */
function edgesOf(tokens: readonly string[]): string[] {
  const shapes = tokens.length > 12 ? [...tokens.slice(0, 6), ...tokens.slice(-6)] : tokens;
  const shape = shapes.map((token) => (/^\p{L}/u.test(token) ? (/^\p{Lu}/u.test(token) ? 'W' : 'w') : token));
  const opening = [1, 2, 4, 6].map((count) => `^${shape.slice(0, count).join('')}`);
  const ending = [1, 2, 3].map((count) => `$${shape.slice(-count).join('')}`);
  return [...opening, ...ending, `^${tokens[0] ?? ''}`, `^${tokens.slice(0, 2).join(' ')}`, `$${tokens.at(-1) ?? ''}`];
}

/** The lowest bit of the hash is the sign, so that words that share a bucket cancel on average (feature hashing). */
function countVector(tokens: readonly string[]): Float32Array {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  const vector = new Float32Array(BUCKETS);
  for (const [token, count] of counts) {
    const hash = hashText(token);
    const bucket = (hash >>> 1) % BUCKETS;
    vector[bucket] = (vector[bucket] ?? 0) + (hash & 1 ? 1 : -1) * Math.sqrt(count);
  }
  return normalise(vector);
}
