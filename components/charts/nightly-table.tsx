import Link from 'next/link';
import { Time } from '#components/time/time.tsx';
import { VerdictBadge } from '#components/ui/verdict-badge.tsx';
import { routes } from '#lib/contract/routes.ts';
import { formatShare } from '#lib/format/numbers.ts';
import styles from './nightly-chart.module.css';
import type { NightPoint } from './nightly-series.ts';

/** The numbers behind a nightly chart, the latest first. */
export function NightlyTable({ points }: { points: readonly NightPoint[] }) {
  return (
    <details className={styles.behind}>
      <summary>Show as a table</summary>
      <div className={styles.scroll}>
        <table>
          <thead>
            <tr>
              <th scope="col">Night</th>
              <th scope="col">Verdict</th>
              <th scope="col">Differ</th>
              <th scope="col">Noise</th>
            </tr>
          </thead>
          <tbody>
            {points.toReversed().map((night) => (
              <tr key={night.runId}>
                <td>
                  <Link href={routes.run(night.runId)}>
                    <Time at={new Date(night.atMs).toISOString()} format="absolute" focusable={false} />
                  </Link>
                </td>
                <td>
                  <VerdictBadge verdict={night.verdict} />
                </td>
                <td>{formatShare(night.value)}</td>
                <td>{formatShare(night.noise)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
