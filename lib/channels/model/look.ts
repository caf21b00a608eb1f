import type { Db } from '#lib/platform/db.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { embeddingsOf } from './encoder/store.ts';
import { answerText } from './encoder/text.ts';
import type { Encoder } from './encoder/types.ts';
import { refusalProbability } from './refusal/classify.ts';
import type { Answer, PromptSides } from './types.ts';

interface LookDeps {
  db: Db;
  encoder: Encoder;
  /** Whether the answers are to become a baseline, so that the nights after find them encoded. */
  captures?: boolean;
  /** Aborts when the process must stop. */
  signal: AbortSignal;
}

/** Answers that were looked at. */
interface Looked {
  prompts: PromptSides<number>[];
  /** Whose embeddings they carry; null when the encoder could not be used. */
  encoderId: string | null;
  warnings: string[];
}

/**
 * Gives every answer its embedding and its probability to decline. Embeddings are kept by the answer's hash, so that
 * only new answers are encoded. Without a working encoder the run is judged by everything else, and says so.
 *
 * @throws the reason of `signal` when it aborts.
 */
export async function lookAtAnswers(deps: LookDeps, prompts: readonly PromptSides<number>[]): Promise<Looked> {
  const { vectors, warnings } = await encode(deps, prompts);
  const look = (answer: Answer): Answer => ({
    ...answer,
    embedding: vectors?.get(answer.canonicalHash) ?? null,
    refusal: refusalProbability(answer.output),
  });
  return {
    prompts: prompts.map((prompt) => ({
      ...prompt,
      baseline: prompt.baseline.map(look),
      tonight: prompt.tonight.map(look),
    })),
    encoderId: vectors === null ? null : deps.encoder.id,
    warnings,
  };
}

/** Prompts that lack a side are left out: a check without a baseline compares nothing. */
async function encode({ db, encoder, signal, captures = false }: LookDeps, prompts: readonly PromptSides<number>[]) {
  const answers = prompts.flatMap(({ baseline, tonight }) => {
    if (!captures && (baseline.length === 0 || tonight.length === 0)) return [];
    return [...baseline, ...tonight];
  });
  const texts = answers.map((answer) => ({ canonicalHash: answer.canonicalHash, text: answerText(answer) }));
  try {
    return { vectors: await embeddingsOf(db, encoder, texts, signal), warnings: [] };
  } catch (error) {
    if (!(error instanceof TidemarkError)) throw error;
    return { vectors: null, warnings: [`Embeddings were not compared: ${messageOf(error)}`] };
  }
}
