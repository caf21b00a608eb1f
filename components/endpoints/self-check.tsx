import { Time } from '#components/time/time.tsx';
import { Metric } from '#components/ui/metric.tsx';
import type { SelfCheckRate, SelfCheckView, SelfCheckWay } from '#lib/contract/self-check.ts';
import { formatCount, formatShare } from '#lib/format/numbers.ts';
import styles from './self-check.module.css';

const WAY: Record<SelfCheckWay, { label: string; meaning: string }> = {
  nights: {
    label: 'Night against night',
    meaning: 'Each night of the baseline is judged against its other nights, as if it were tonight.',
  },
  splits: {
    label: 'Repetitions against repetitions',
    meaning: 'Random repetitions of the baseline are judged against the rest of it.',
  },
};

/** How often the tool raises a false alarm on this endpoint, measured on its own baseline. */
export function SelfCheck({ selfCheck }: { selfCheck: SelfCheckView | null }) {
  if (selfCheck === null) {
    return <p className={styles.note}>Without a baseline there is nothing to set against itself.</p>;
  }
  if (selfCheck.unmeasured !== null) return <p className={styles.note}>{selfCheck.unmeasured}</p>;
  const nominal = formatShare(selfCheck.nominal);
  return (
    <>
      <p className={styles.sentence}>
        {selfCheck.aboveNominal
          ? `More false alarms than the ${nominal} the test is made for: do not trust an alarm here by itself. A baseline of more nights mends it.`
          : `No sign of more false alarms than the ${nominal} the test is made for.`}
        {selfCheck.at && (
          <span className={styles.note}>
            {' '}
            Baseline {selfCheck.baselineId}, <Time at={selfCheck.at} />.
          </span>
        )}
      </p>
      <div className={styles.ways}>
        {selfCheck.ways.map(({ way, unmeasured, ...rate }) => (
          <Metric
            key={way}
            label={WAY[way].label}
            value={formatShare(rate.rate)}
            against={unmeasured ?? interval(rate)}
            why={{
              meaning: WAY[way].meaning,
              formula: 'alarms ÷ trials, with its 95 % interval (Wilson)',
              threshold: `${nominal} is what the nightly test is made for`,
            }}
          />
        ))}
      </div>
    </>
  );
}

function interval({ alarms, trials, low, high }: SelfCheckRate): string {
  return `${formatCount(alarms)} of ${formatCount(trials, 'trial')}, likely ${formatShare(low)} to ${formatShare(high)}`;
}
