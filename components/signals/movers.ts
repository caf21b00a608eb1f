import type { PromptSignal, SignalView } from '#lib/contract/signals.ts';

type Mover = SignalView['movers'][number];

/** Whether what a signal saw of a prompt is over the prompt's own noise and would, for the run, be over the threshold. */
export function isMoved({ value, noise }: Pick<PromptSignal, 'value' | 'noise'>, threshold: number): boolean {
  return value > threshold && value > (noise ?? 0);
}

/** The prompts behind a signal: those it saw move, the furthest first. */
export function moversOf(signal: Pick<SignalView, 'movers' | 'threshold'>): Mover[] {
  return signal.movers.filter((mover) => isMoved(mover, signal.threshold));
}

/** A prompt that moved, with the fired signals that saw it. */
export interface MovedPrompt {
  promptId: number;
  key: string;
  /** Names of the fired signals, the one that saw it move furthest first. */
  signals: string[];
}

/**
 * The prompts behind the fired signals of a run, by how much of the signals' excess over noise they account for: what
 * to read first.
 */
export function promptsBehind(signals: readonly SignalView[]): MovedPrompt[] {
  const found = new Map<number, MovedPrompt & { weight: number; shares: [name: string, share: number][] }>();
  for (const signal of signals.filter(({ fired }) => fired)) {
    const movers = moversOf(signal);
    const total = movers.reduce((sum, mover) => sum + excess(mover), 0);
    for (const mover of movers) {
      const share = total === 0 ? 0 : excess(mover) / total;
      const known = found.get(mover.promptId) ?? {
        promptId: mover.promptId,
        key: mover.key,
        signals: [],
        weight: 0,
        shares: [],
      };
      found.set(mover.promptId, {
        ...known,
        weight: known.weight + share,
        shares: [...known.shares, [signal.name, share]],
      });
    }
  }
  return [...found.values()]
    .sort((a, b) => b.weight - a.weight)
    .map(({ promptId, key, shares }) => ({
      promptId,
      key,
      signals: shares.sort(([, a], [, b]) => b - a).map(([name]) => name),
    }));
}

function excess({ value, noise }: Mover): number {
  return value - (noise ?? 0);
}
