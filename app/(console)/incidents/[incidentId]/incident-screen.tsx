'use client';

import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { ClearedBadge } from '#components/drift/drift-badges.tsx';
import { subjectOf } from '#components/incidents/incident-columns.tsx';
import { IncidentFacts } from '#components/incidents/incident-facts.tsx';
import { nextSteps } from '#components/incidents/next-steps.ts';
import { PersistenceBadge } from '#components/incidents/persistence-badge.tsx';
import { ResolveDialog } from '#components/incidents/resolve-dialog.tsx';
import { StepList } from '#components/incidents/step-list.tsx';
import { NightEvidence } from '#components/runs/night-evidence.tsx';
import { ServedModel } from '#components/runs/served-model.tsx';
import { ServedTable } from '#components/runs/served-table.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { SeverityBadge } from '#components/ui/severity-badge.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import { IncidentStatusBadge } from '#components/ui/status-badge.tsx';
import type { PersonRef } from '#lib/contract/common.ts';
import type { IncidentDetail } from '#lib/contract/incidents.ts';
import { routes } from '#lib/contract/routes.ts';
import type { RunDetail, RunPromptEvidence } from '#lib/contract/runs.ts';
import { useTriage } from '../use-triage.ts';
import { DriftPanel } from './drift-panel.tsx';
import { EvidencePanel } from './evidence-panel.tsx';
import { FiredPanel } from './fired-panel.tsx';
import styles from './incident.module.css';
import { IncidentActions } from './incident-actions.tsx';
import { RegressionPanels } from './regression-panels.tsx';
import { RunsPanel } from './runs-panel.tsx';
import { SentencesPanel } from './sentences-panel.tsx';
import { TimelinePanel } from './timeline-panel.tsx';
import { VerdictPanel } from './verdict-panel.tsx';

const POLL_MS = 10_000;

interface IncidentScreenProps {
  initial: IncidentDetail;
  people: readonly PersonRef[];
  /** Answers of the prompts that moved most. */
  evidence: readonly RunPromptEvidence[];
}

/** One incident: verdict and numbers, evidence, what to do, what happened. Follows changes while it is looked at. */
export function IncidentScreen({ initial, people, evidence }: IncidentScreenProps) {
  const reading = useApi('getIncident', { params: { incidentId: initial.id } }, { initial, pollMs: POLL_MS });
  const incident = reading.data ?? initial;
  const triage = useTriage();
  const run = incident.latestRun;
  return (
    <>
      <PageHeader
        trail={
          <>
            <Link href={routes.incidents()}>Incidents</Link> <span aria-hidden>/</span> <span>#{incident.id}</span>
          </>
        }
        title={incident.title}
        marks={
          <>
            <SeverityBadge severity={incident.severity} />
            <IncidentStatusBadge status={incident.status} />
            {incident.persistence && <PersistenceBadge persistence={incident.persistence} />}
            {incident.clearedAt !== null && incident.status !== 'resolved' && <ClearedBadge />}
            {subjectOf(incident)?.isDemo && <DemoTag />}
          </>
        }
        actions={<IncidentActions incident={incident} people={people} triage={triage} />}
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <div className={styles.columns}>
        <div className={styles.column}>
          <VerdictPanel incident={incident} />
          {run?.purpose === 'check' && (
            <Panel
              title="Is it real?"
              hint="One check can be wrong by chance; fresh repetitions and many nights seldom are."
            >
              <NightEvidence run={run} />
            </Panel>
          )}
          <RegressionPanels {...incident} />
          <DriftPanel drift={incident.drift} />
          {incident.channel === 'model' && <ModelEvidence run={run} evidence={evidence} />}
          <RunsPanel runs={incident.runs} />
          <TimelinePanel incident={incident} />
        </div>
        <div className={styles.column}>
          <Panel title="Next steps">
            <StepList steps={nextSteps(incident)} />
          </Panel>
          <Panel title="Facts">
            <IncidentFacts incident={incident} />
          </Panel>
        </div>
      </div>
      <ResolveDialog {...triage.dialog} />
    </>
  );
}

/** What the latest run saw of a model that moved. */
function ModelEvidence({ run, evidence }: { run: RunDetail | null; evidence: readonly RunPromptEvidence[] }) {
  return (
    <>
      <FiredPanel run={run} />
      <SentencesPanel run={run} evidence={evidence} />
      <EvidencePanel run={run} evidence={evidence} />
      {run && (run.servedModel !== null || run.served.length > 0) && (
        <Panel title="Who answered" hint="As the gateway reported it in the latest run: evidence, no proof." flush>
          {run.servedModel === null ? <ServedTable served={run.served} /> : <ServedModel served={run.servedModel} />}
        </Panel>
      )}
    </>
  );
}
