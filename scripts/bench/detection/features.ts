import { createEncoder } from '#lib/channels/model/encoder/encoder.ts';
import { answerText, encoderWindow } from '#lib/channels/model/encoder/text.ts';
import { classify } from '#lib/channels/model/refusal/classify.ts';
import type { Answer } from '#lib/channels/model/types.ts';
import type { RecordedAnswer } from '#lib/recorded/line.ts';
import { measuredAnswer } from '#lib/recorded/sides.ts';
import type { LoadedPair, SelectedPair } from './corpus.ts';

/** Texts one thread is given at a time. */
const BATCH = 32;

/** Looks at each different text once, on as many encoder threads as asked for. */
export function createFeatures(threads: number, onEncoded: (texts: number) => void) {
  const encoders = Array.from({ length: threads }, () => createEncoder());
  const embeddings = new Map<string, Float32Array>();
  const refusals = new Map<string, number>();

  function answerOf(recorded: RecordedAnswer): Answer {
    const { output } = recorded;
    const refusal = refusals.get(output) ?? classify(output).probability;
    refusals.set(output, refusal);
    return measuredAnswer(recorded, {
      refusal,
      embedding: embeddings.get(encoderWindow(answerText(recorded))) ?? null,
    });
  }

  return {
    /** Encodes what is new in these pairs. */
    async encode(selected: readonly SelectedPair[]): Promise<void> {
      const waiting = windowsOf(selected).filter((window) => !embeddings.has(window));
      await Promise.all(
        encoders.map(async (encoder) => {
          for (let batch = waiting.splice(0, BATCH); batch.length > 0; batch = waiting.splice(0, BATCH)) {
            const vectors = await encoder.encode(batch);
            for (const [index, vector] of vectors.entries()) embeddings.set(batch[index] ?? '', vector);
            onEncoded(batch.length);
          }
        }),
      );
    },

    /** The pair with answers ready to be compared. */
    load({ pair, sameRows, prompts }: SelectedPair): LoadedPair {
      return {
        pair,
        sameRows,
        prompts: prompts.map(({ promptId, baseline, current }) => ({
          promptId,
          baseline: baseline.map(answerOf),
          current: sameRows ? [] : current.map(answerOf),
        })),
      };
    },

    close: () => Promise.all(encoders.map((encoder) => encoder.close())),
  };
}

/** The different texts of these pairs, as the encoder reads them. */
export function windowsOf(selected: readonly SelectedPair[]): string[] {
  const answers = selected.flatMap(({ prompts }) =>
    prompts.flatMap(({ baseline, current }) => [...baseline, ...current]),
  );
  return [...new Set(answers.map((answer) => encoderWindow(answerText(answer))))];
}
