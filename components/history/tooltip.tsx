import { fullTime } from '#components/time/relative.ts';
import { VerdictBadge } from '#components/ui/verdict-badge.tsx';
import type { HistoryNight } from '#lib/contract/baselines.ts';
import styles from './history.module.css';

interface NightTipProps {
  active?: boolean;
  payload?: readonly { payload?: { night: HistoryNight | null } }[];
  /** What the chart says of the night. */
  say: (night: HistoryNight) => string;
}

/** The night under the pointer, with its verdict and number. */
export function NightTip({ active, payload, say }: NightTipProps) {
  const night = payload?.[0]?.payload?.night;
  if (!active || night == null) return null;
  return (
    <div className={styles.tip}>
      <time>{fullTime(Date.parse(night.at), undefined)}</time>
      <VerdictBadge verdict={night.verdict} />
      <span>{say(night)}</span>
    </div>
  );
}
