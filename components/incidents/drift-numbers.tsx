import { Metric } from '#components/ui/metric.tsx';
import type { DriftEvidence, IncidentDetail } from '#lib/contract/incidents.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './deciding-numbers.module.css';
import { countDifferences } from './drift-verdict.ts';

interface DriftNumbersProps {
  incident: Pick<IncidentDetail, 'occurrences'>;
  drift: DriftEvidence;
}

/** The few numbers of an incident about objects: how many drift now, in how many places, how often. */
export function DriftNumbers({ incident: { occurrences }, drift }: DriftNumbersProps) {
  const most = drift.objects.reduce((best, { recent }) => Math.max(best, recent), 0);
  return (
    <div className={styles.numbers}>
      <Metric
        label="Drift now"
        value={formatCount(drift.driftingNow)}
        against={`of ${formatCount(drift.total, 'object')} that did`}
        tone={drift.driftingNow === 0 ? 'green' : 'magenta'}
        why={{ meaning: 'Objects of this incident that differ from git as far as they were last looked at.' }}
      />
      <Metric
        label="Differences"
        value={formatCount(countDifferences(drift))}
        against="places that count now"
        why={{ meaning: 'Fields, or whole objects, that are not as git says and that no ignore rule hides.' }}
      />
      <Metric
        label="Most in 24 h"
        value={formatCount(most, 'time')}
        against={`${formatCount(occurrences, 'time')} in this incident`}
        why={{ meaning: 'How often the object that drifted most did so within the last 24 hours.' }}
      />
    </div>
  );
}
