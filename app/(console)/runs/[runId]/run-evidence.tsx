import Link from 'next/link';
import { isActive } from '#components/runs/run-facts.ts';
import { ServedModel } from '#components/runs/served-model.tsx';
import { ServedTable } from '#components/runs/served-table.tsx';
import { Time } from '#components/time/time.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { RunDetail } from '#lib/contract/runs.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { formatRepetitions } from '#lib/format/repetitions.ts';
import styles from './run.module.css';

/** What the verdict rests on besides its signals: baseline, who answered, and what could not be measured. */
export function RunEvidence({ run }: { run: RunDetail }) {
  return (
    <div className={styles.evidence}>
      <Panel title="Who answered" hint="As the gateway reported it: evidence, but no part of the verdict." flush>
        <Served run={run} />
      </Panel>
      <div className={styles.stack}>
        <Panel title="What it was compared with">
          <Comparison run={run} />
        </Panel>
        <Panel title="Unmeasured answers">
          {run.unmeasuredReasons.length === 0 ? (
            <p className={styles.note}>None: every stored answer could be measured.</p>
          ) : (
            <ul className={styles.reasons}>
              {run.unmeasuredReasons.map((reason) => (
                <li key={reason.reason}>
                  <span>{reason.label}</span>
                  <span className="tabular">{formatCount(reason.samples)}</span>
                </li>
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </div>
  );
}

function Served({ run }: { run: RunDetail }) {
  if (run.servedModel === null && run.served.length === 0) {
    return <p className={styles.padded}>The gateway has not said yet.</p>;
  }
  if (run.servedModel === null) return <ServedTable served={run.served} />;
  return (
    <>
      <ServedModel served={run.servedModel} />
      {run.served.length > 0 && (
        <details className={styles.padded}>
          <summary>Everything the gateway said</summary>
          <ServedTable served={run.served} />
        </details>
      )}
    </>
  );
}

function Comparison({ run }: { run: RunDetail }) {
  const suite = `${run.suiteVersion.suiteKey}, version ${run.suiteVersion.number}`;
  if (run.baseline === null) {
    return (
      <p className={styles.note}>
        {isActive(run) ? 'Known once it is evaluated.' : 'Nothing.'} Prompts: {suite}.
      </p>
    );
  }
  return (
    <p className={styles.note}>
      <Link href={`${routes.endpoint(run.endpoint.id)}#baselines`}>Baseline {run.baseline.id}</Link> of{' '}
      {formatRepetitions(run.baseline.repetitions)} per prompt, captured <Time at={run.baseline.createdAt} />. Prompts:{' '}
      {suite}.
    </p>
  );
}
