import { fullTime } from '#components/time/relative.ts';
import { VerdictBadge } from '#components/ui/verdict-badge.tsx';
import { formatShare } from '#lib/format/numbers.ts';
import styles from './nightly-chart.module.css';
import type { NightPoint } from './nightly-series.ts';

interface NightTooltipProps {
  active?: boolean;
  payload?: readonly { payload?: NightPoint }[];
}

/** The numbers of the night under the pointer. */
export function NightTooltip({ active, payload }: NightTooltipProps) {
  const night = payload?.[0]?.payload;
  if (!active || night === undefined) return null;
  return (
    <div className={styles.tooltip}>
      <time>{fullTime(night.atMs, undefined)}</time>
      <VerdictBadge verdict={night.verdict} />
      <span>
        {formatShare(night.value)} differ, noise {formatShare(night.noise)}
      </span>
    </div>
  );
}
