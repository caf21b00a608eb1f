import type { SignalView } from '#lib/contract/signals.ts';
import { bandOf } from './band.ts';
import styles from './noise-band.module.css';
import { signalLabel, signalSentence } from './words.ts';

/** A signal on a line: its noise as a band, its threshold as a tick, its value as a mark that changes shape when it fired. */
export function NoiseBand({
  signal,
}: {
  signal: Pick<SignalView, 'name' | 'value' | 'noise' | 'threshold' | 'fired'>;
}) {
  const band = bandOf(signal);
  return (
    <div className={styles.band} role="img" aria-label={`${signalLabel(signal.name)}: ${signalSentence(signal)}`}>
      {band.noise !== null && <span className={styles.noise} style={{ width: `${band.noise}%` }} />}
      <span className={styles.threshold} style={{ insetInlineStart: `${band.threshold}%` }} />
      {band.value !== null && (
        <span
          className={styles.value}
          data-fired={signal.fired || undefined}
          style={{ insetInlineStart: `${band.value}%` }}
        />
      )}
    </div>
  );
}

/** What the marks of a noise band stand for. */
export function NoiseBandLegend() {
  return (
    <ul className={styles.legend}>
      <li>
        <span className={styles.key}>
          <span className={styles.value} />
        </span>
        value
      </li>
      <li>
        <span className={styles.key}>
          <span className={styles.value} data-fired />
        </span>
        fired
      </li>
      <li>
        <span className={styles.key}>
          <span className={styles.noise} style={{ width: '100%' }} />
        </span>
        noise
      </li>
      <li>
        <span className={styles.key}>
          <span className={styles.threshold} />
        </span>
        threshold
      </li>
    </ul>
  );
}
