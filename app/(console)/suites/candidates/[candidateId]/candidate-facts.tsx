import styles from '#components/candidates/candidates.module.css';
import { Redactions } from '#components/candidates/redactions.tsx';
import { Time } from '#components/time/time.tsx';
import { FactList } from '#components/ui/fact-list.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { CandidateDetail } from '#lib/contract/candidates.ts';
import { formatDurationMs, formatUsd } from '#lib/format/numbers.ts';

/** Where the trace comes from, what it cost, and what was taken out of it. */
export function CandidateFacts({ candidate }: { candidate: CandidateDetail }) {
  const { traceUrl, traceId, traceAt, model, costUsd, latencyMs, source, repository, agent } = candidate;
  return (
    <div className={styles.about}>
      <Panel title="Trace">
        <FactList
          facts={[
            [
              'In Langfuse',
              <a key="trace" href={traceUrl} rel="noreferrer" target="_blank">
                {traceId}
              </a>,
            ],
            ['Project', source.name],
            ['Traced', <Time key="at" at={traceAt} />],
            ['Model', model ?? 'unknown'],
            ['Cost', costUsd === null ? 'unknown' : formatUsd(costUsd)],
            ['Latency', latencyMs === null ? 'unknown' : formatDurationMs(latencyMs)],
            ['Agent', agent],
            ['Goes to', repository.name],
          ]}
        />
      </Panel>
      <Panel title="Taken out" hint="Before it was stored. Read the texts for what a pattern cannot know.">
        <Redactions redactions={candidate.redactions} />
      </Panel>
    </div>
  );
}
