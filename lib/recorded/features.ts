import { answerText } from '#lib/channels/model/encoder/text.ts';
import type { Encoder } from '#lib/channels/model/encoder/types.ts';
import type { Answer } from '#lib/channels/model/types.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import type { RecordedAnswer } from './line.ts';
import { measuredAnswer } from './sides.ts';

/** What looks at answers before they are compared. */
export interface FeatureMakers {
  /** Null to compare without sentence embeddings. */
  encoder: Encoder | null;
  /** Probability that an answer declines. */
  refusal: (text: string) => number;
  /** Hears how many answers are encoded, where it takes more than a moment. */
  onEncoded?: (done: number, total: number) => void;
}

/** Texts handed to the encoder at once; keeps what waits in memory small. */
const BATCH = 256;

/**
 * Makes measured answers comparable: hashes, refusal probability, embedding.
 *
 * @returns the answers in order, and why they have no embeddings where the encoder cannot be used here
 */
export async function makeAnswers(
  recorded: readonly RecordedAnswer[],
  { encoder, refusal, onEncoded }: FeatureMakers,
): Promise<{ answers: Answer[]; warning: string | null }> {
  const { embeddings, warning } = await embed(recorded, encoder, onEncoded);
  const answers = recorded.map((answer, index) =>
    measuredAnswer(answer, { embedding: embeddings?.[index] ?? null, refusal: refusal(answer.output) }),
  );
  return { answers, warning };
}

async function embed(
  recorded: readonly RecordedAnswer[],
  encoder: Encoder | null,
  onEncoded: FeatureMakers['onEncoded'],
) {
  if (encoder === null) return { embeddings: null, warning: null };
  const embeddings: Float32Array[] = [];
  try {
    for (let start = 0; start < recorded.length; start += BATCH) {
      embeddings.push(...(await encoder.encode(recorded.slice(start, start + BATCH).map(answerText))));
      if (recorded.length > BATCH) onEncoded?.(embeddings.length, recorded.length);
    }
    return { embeddings, warning: null };
  } catch (error) {
    if (!(error instanceof TidemarkError) || (error.code !== 'misconfigured' && error.code !== 'unavailable'))
      throw error;
    return { embeddings: null, warning: `Embedding drift was not measured: ${messageOf(error)}` };
  }
}
