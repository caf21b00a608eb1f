import type { PromptSignal, SignalView } from '#lib/contract/signals.ts';
import { isMoved } from './movers.ts';
import { NoiseBand } from './noise-band.tsx';
import styles from './prompt-signals.module.css';
import { formatSignal, signalLabel } from './words.ts';

interface PromptSignalsProps {
  /** What each signal saw of the prompt. */
  saw: readonly PromptSignal[];
  /** Signals of the run, for their thresholds. */
  signals: readonly Pick<SignalView, 'name' | 'threshold'>[];
}

/** What each signal saw of one prompt against the prompt's own noise, what moved first. */
export function PromptSignals({ saw, signals }: PromptSignalsProps) {
  const rows = saw.flatMap((seen) => {
    const threshold = signals.find(({ name }) => name === seen.name)?.threshold;
    return threshold === undefined ? [] : [{ ...seen, threshold, fired: isMoved(seen, threshold) }];
  });
  if (rows.length === 0) return null;
  return (
    <ul className={styles.signals} aria-label="What each signal saw of it">
      {rows
        .toSorted((a, b) => Number(b.fired) - Number(a.fired))
        .map((row) => (
          <li key={row.name} data-moved={row.fired || undefined}>
            <span>{signalLabel(row.name)}</span>
            <NoiseBand signal={row} />
            <span className={styles.value}>{formatSignal(row.name, row.value)}</span>
          </li>
        ))}
    </ul>
  );
}
