import { createEncoder, type ThreadedEncoder } from '#lib/channels/model/encoder/encoder.ts';
import { classify } from '#lib/channels/model/refusal/classify.ts';
import type { SignalName } from '#lib/channels/model/types.ts';
import type { FeatureMakers } from '#lib/recorded/features.ts';
import type { World } from '../../world.ts';

/**
 * Runs `work` with the product's encoder and refusal classifier, tells how they get on, and ends the encoder's thread
 * after it. Without `embedding_drift` among the chosen signals nothing is encoded.
 */
export async function withMakers<T>(
  { stderr }: World,
  signals: readonly SignalName[] | undefined,
  work: (makers: FeatureMakers) => Promise<T>,
): Promise<T> {
  const encodes = signals === undefined || signals.includes('embedding_drift');
  const encoder: ThreadedEncoder | null = encodes ? createEncoder() : null;
  try {
    return await work({
      encoder,
      refusal: (text) => classify(text).probability,
      onEncoded: (done, total) => stderr.write(`Encoded ${done} of ${total} answers\n`),
    });
  } finally {
    await encoder?.close();
  }
}
