import Link from 'next/link';
import { ClearedNotice } from '#components/incidents/cleared-notice.tsx';
import { DecidingNumbers } from '#components/incidents/deciding-numbers.tsx';
import { DriftNumbers } from '#components/incidents/drift-numbers.tsx';
import { driftVerdict } from '#components/incidents/drift-verdict.ts';
import { RegressionNumbers } from '#components/incidents/regression-numbers.tsx';
import { RuleLine } from '#components/incidents/rule-line.tsx';
import { Time } from '#components/time/time.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { IncidentDetail } from '#lib/contract/incidents.ts';
import { routes } from '#lib/contract/routes.ts';
import { RESOLUTION_LABEL } from '#lib/policy/labels.ts';
import styles from './incident.module.css';

/** Is it real: the verdict in a sentence, the numbers that decided, and why it is this urgent. */
export function VerdictPanel({ incident }: { incident: IncidentDetail }) {
  const { latestRun: run, prompt, drift, resolution, resolutionNote } = incident;
  const goldenRun = prompt?.runs[0];
  return (
    <Panel
      title="Verdict"
      actions={
        (run && (
          <span className={styles.source}>
            <Link href={routes.run(run.id)}>Run {run.id}</Link>, <Time at={run.finishedAt ?? run.createdAt} />
          </span>
        )) ||
        (goldenRun && (
          <span className={styles.source}>
            <Link href={routes.goldenRun(goldenRun.id)}>Golden run {goldenRun.id}</Link>,{' '}
            <Time at={goldenRun.finishedAt ?? goldenRun.createdAt} />
          </span>
        ))
      }
    >
      <p className={styles.verdict}>{verdictOf(incident)}</p>
      <div className={styles.notice}>
        <ClearedNotice incident={incident} />
      </div>
      {resolution && (
        <p className={styles.resolution}>
          <strong>{RESOLUTION_LABEL[resolution].label}:</strong> {resolutionNote}
        </p>
      )}
      {run && <DecidingNumbers run={run} />}
      {prompt && <RegressionNumbers prompt={prompt} />}
      {drift && <DriftNumbers incident={incident} drift={drift} />}
      <RuleLine severity={incident.severity} rule={incident.rule} />
    </Panel>
  );
}

/** The latest run's own sentence; without a run, what was noted when the incident opened. */
function verdictOf({ latestRun, prompt, drift, timeline, title }: IncidentDetail): string {
  return (
    latestRun?.verdictReason ??
    prompt?.runs[0]?.reason ??
    (drift === null ? undefined : driftVerdict(drift)) ??
    timeline.find(({ kind, body }) => kind === 'opened' && body !== '')?.body ??
    title
  );
}
