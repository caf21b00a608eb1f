import type { ReactNode } from 'react';
import { formatShare } from '#lib/format/numbers.ts';
import { HASH_DELTA_THRESHOLD } from '#lib/policy/thresholds.ts';
import { GapMark } from './gap-mark.tsx';
import styles from './nightly-chart.module.css';

const TRIANGLE = 'M9 2 l6 10.5 h-12 z';

/** What the marks of a nightly chart stand for. */
export function NightlyLegend() {
  return (
    <ul className={styles.legend}>
      <li>
        <Key>
          <path d="M0 7h18" stroke="var(--accent)" strokeWidth="2" />
          <circle cx="9" cy="7" r="2.5" fill="var(--accent)" />
        </Key>
        answers that differ
      </li>
      <li>
        <Key>
          <rect width="18" height="14" fill="var(--tone-grey)" fillOpacity="0.22" />
        </Key>
        the baseline’s own noise
      </li>
      <li>
        <Key>
          <path d="M0 7h18" stroke="var(--tone-magenta)" strokeWidth="1.5" strokeDasharray="5 3" />
        </Key>
        threshold {formatShare(HASH_DELTA_THRESHOLD)}
      </li>
      <li>
        <Key>
          <path d={TRIANGLE} fill="var(--tone-magenta)" />
        </Key>
        drifted
      </li>
      <li>
        <Key>
          <GapMark cx={9} cy={11.5} />
        </Key>
        not measured
      </li>
    </ul>
  );
}

function Key({ children }: { children: ReactNode }) {
  return (
    <svg width="18" height="14" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}
