import { isMoved } from '#components/signals/movers.ts';
import { formatSignal, signalLabel } from '#components/signals/words.ts';
import type { RunPromptRow } from '#lib/contract/runs.ts';
import type { SignalView } from '#lib/contract/signals.ts';
import styles from './prompt-matrix.module.css';

interface SignalMarkProps {
  prompt: RunPromptRow;
  signal: Pick<SignalView, 'name' | 'threshold'>;
  onOpen: (promptId: number) => void;
}

/** What one signal saw of one prompt: a square where it moved, the larger the further; a dot where it did not. */
export function SignalMark({ prompt, signal, onOpen }: SignalMarkProps) {
  const saw = prompt.signals.find(({ name }) => name === signal.name);
  if (saw === undefined) return null;
  const moved = isMoved(saw, signal.threshold);
  const noise = saw.noise === null ? '' : `, noise ${formatSignal(saw.name, saw.noise)}`;
  const words = `${signalLabel(saw.name)} ${moved ? 'moved' : 'did not move'}: ${formatSignal(saw.name, saw.value)}${noise}`;
  return (
    <button
      type="button"
      className={styles.mark}
      data-moved={moved || undefined}
      data-cell
      tabIndex={-1}
      title={words}
      aria-label={`${prompt.key}: ${words}`}
      onClick={() => onOpen(prompt.promptId)}
    >
      <span style={moved ? { width: `${sideOf(saw.value, signal.threshold)}px` } : undefined} />
    </button>
  );
}

const LEAST_SIDE_PX = 9;
const MOST_SIDE_PX = 18;

/** Pixels of a square's side: grows with how far the value is over the threshold, up to four times as far. */
function sideOf(value: number, threshold: number): number {
  const far = Math.min(1, (value / threshold - 1) / 3);
  return Math.round(LEAST_SIDE_PX + far * (MOST_SIDE_PX - LEAST_SIDE_PX));
}
