import type { ReactNode } from 'react';
import { GapMark } from '#components/charts/gap-mark.tsx';
import type { HistoryMarker } from '#lib/contract/baselines.ts';
import styles from './history.module.css';
import { Glyph, MARKER } from './markers.tsx';

const KINDS = ['incident_opened', 'incident_resolved', 'baseline_ready', 'baseline_ended', 'upgrade'] as const;

/** What the marks of the charts stand for; of events only those that happened. */
export function HistoryLegend({ markers }: { markers: readonly HistoryMarker[] }) {
  return (
    <ul className={styles.legend}>
      <Entry label="value">
        <path d="M0 7h18" stroke="var(--accent)" strokeWidth="2" />
        <circle cx="9" cy="7" r="2.5" fill="var(--accent)" />
      </Entry>
      <Entry label="fired">
        <path d="M9 1l6 6l-6 6l-6 -6z" fill="var(--tone-magenta)" />
      </Entry>
      <Entry label="what it would be if nothing had changed">
        <rect width="18" height="14" fill="var(--tone-grey)" fillOpacity="0.22" />
      </Entry>
      <Entry label="threshold">
        <path d="M0 7h18" stroke="var(--tone-magenta)" strokeWidth="1.5" strokeDasharray="5 3" />
      </Entry>
      <Entry label="not measured">
        <GapMark cx={9} cy={11.5} />
      </Entry>
      {KINDS.filter((kind) => markers.some((marker) => marker.kind === kind)).map((kind) => (
        <Entry key={kind} label={MARKER[kind].label}>
          <g transform="translate(9 7)">
            <Glyph kind={kind} />
          </g>
        </Entry>
      ))}
    </ul>
  );
}

function Entry({ label, children }: { label: string; children: ReactNode }) {
  return (
    <li>
      <svg width="18" height="14" aria-hidden="true" focusable="false">
        {children}
      </svg>
      {label}
    </li>
  );
}
