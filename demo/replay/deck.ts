import type { Recording } from './recording.ts';

/** What an exposed model name plays at present. */
export interface Cursor {
  model: string;
  repetitions: readonly number[];
}

export type Played = { output: string } | { problem: string };

/**
 * Plays recorded answers under exposed model names: the k-th request for a prompt gets the k-th of the cursor's
 * repetitions. A text recorded under several prompt ids has that many times the repetitions.
 */
export class ReplayDeck {
  #recording: Recording;
  #cursors = new Map<string, { cursor: Cursor; asked: Map<string, number> }>();

  constructor(recording: Recording) {
    this.#recording = recording;
  }

  /** Points an exposed model at a recorded one and starts its repetitions anew. @returns a problem, or null. */
  point(exposed: string, cursor: Cursor): string | null {
    if (!this.#recording.answers.has(cursor.model)) {
      return `no answers of ${cursor.model} are recorded; recorded models: ${this.recordedModels().join(', ')}`;
    }
    this.#cursors.set(exposed, { cursor, asked: new Map() });
    return null;
  }

  cursorOf(exposed: string): Cursor | undefined {
    return this.#cursors.get(exposed)?.cursor;
  }

  exposedModels(): string[] {
    return [...this.#cursors.keys()];
  }

  recordedModels(): string[] {
    return [...this.#recording.answers.keys()];
  }

  /** The next recorded answer of an exposed model to a prompt. */
  play(exposed: string, promptHash: string): Played {
    const played = this.#cursors.get(exposed);
    if (played === undefined) return { problem: `model ${exposed} plays nothing` };
    const ids = this.#recording.promptIds.get(promptHash);
    if (ids === undefined) return { problem: `this prompt is not in the recording that model ${exposed} plays` };
    const { model, repetitions } = played.cursor;
    const turn = played.asked.get(promptHash) ?? 0;
    const id = ids[Math.floor(turn / repetitions.length)];
    const repetition = repetitions[turn % repetitions.length];
    if (id === undefined || repetition === undefined) {
      return { problem: `model ${exposed} has played all ${repetitions.length} repetitions of prompt ${ids[0]}` };
    }
    played.asked.set(promptHash, turn + 1);
    const output = this.#recording.answers.get(model)?.get(id)?.get(repetition);
    return output === undefined
      ? { problem: `model ${model} has no recorded repetition ${repetition} of prompt ${id}` }
      : { output };
  }
}
