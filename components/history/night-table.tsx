import Link from 'next/link';
import { Time } from '#components/time/time.tsx';
import { VerdictBadge } from '#components/ui/verdict-badge.tsx';
import type { HistoryNight } from '#lib/contract/baselines.ts';
import { routes } from '#lib/contract/routes.ts';

interface NightTableProps {
  nights: readonly HistoryNight[];
  /** Heading and text of each further column. */
  columns: readonly (readonly [header: string, text: (night: HistoryNight) => string])[];
}

/** The numbers behind a chart, the latest night first. */
export function NightTable({ nights, columns }: NightTableProps) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Night</th>
          <th scope="col">Verdict</th>
          {columns.map(([header]) => (
            <th key={header} scope="col">
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {nights.toReversed().map((night) => (
          <tr key={night.runId}>
            <td>
              <Link href={routes.run(night.runId)} prefetch={false}>
                <Time at={night.at} format="absolute" focusable={false} />
              </Link>
            </td>
            <td>
              <VerdictBadge verdict={night.verdict} />
            </td>
            {columns.map(([header, text]) => (
              <td key={header}>{text(night)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
