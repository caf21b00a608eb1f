import Link from 'next/link';
import { Time } from '#components/time/time.tsx';
import type { HistoryMarker } from '#lib/contract/baselines.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './history.module.css';
import { Glyph } from './markers.tsx';

/** The events that the charts mark, as a list, the latest first. */
export function Happened({ markers }: { markers: readonly HistoryMarker[] }) {
  if (markers.length === 0) return null;
  return (
    <details className={styles.happened}>
      <summary>{formatCount(markers.length, 'event')} marked in the charts</summary>
      <ul>
        {markers.toReversed().map((marker) => (
          <li key={`${marker.kind} ${marker.at} ${marker.label}`}>
            <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
              <Glyph kind={marker.kind} />
            </svg>
            <Time at={marker.at} format="absolute" focusable={false} />
            <Subject marker={marker} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Subject({ marker: { incidentId, runId, label } }: { marker: HistoryMarker }) {
  if (incidentId !== null) return <Link href={routes.incident(incidentId)}>{label}</Link>;
  if (runId !== null) return <Link href={routes.run(runId)}>{label}</Link>;
  return <span>{label}</span>;
}
