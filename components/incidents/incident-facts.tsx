import Link from 'next/link';
import { Time } from '#components/time/time.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import type { IncidentDetail } from '#lib/contract/incidents.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { CHANNEL_LABEL, RESOLUTION_LABEL } from '#lib/policy/labels.ts';
import styles from './incident-facts.module.css';
import { persistenceWords } from './persistence-badge.tsx';

/** The incident's plain facts. */
export function IncidentFacts({ incident }: { incident: IncidentDetail }) {
  const { endpoint, repository, cluster, flagSource, prompt, resolution } = incident;
  return (
    <dl className={styles.facts}>
      <dt>Channel</dt>
      <dd>{CHANNEL_LABEL[incident.channel].label}</dd>
      {endpoint && (
        <>
          <dt>Endpoint</dt>
          <dd>
            <Link href={routes.endpoint(endpoint.id)}>{endpoint.name}</Link> {endpoint.isDemo && <DemoTag />}
            <br />
            <code>{endpoint.model}</code>
          </dd>
        </>
      )}
      {repository && (
        <>
          <dt>Repository</dt>
          <dd>
            {repository.name} {repository.isDemo && <DemoTag />}
          </dd>
        </>
      )}
      {cluster && (
        <>
          <dt>Cluster</dt>
          <dd>
            <Link href={`${routes.code()}?clusterId=${cluster.id}&channel=all`}>{cluster.name}</Link>{' '}
            {cluster.isDemo && <DemoTag />}
          </dd>
        </>
      )}
      {flagSource && (
        <>
          <dt>flagd</dt>
          <dd>
            <Link href={routes.config()}>{flagSource.name}</Link> {flagSource.isDemo && <DemoTag />}
          </dd>
        </>
      )}
      {prompt && (
        <>
          <dt>Agent</dt>
          <dd>
            {prompt.agent}
            <br />
            <code>{prompt.model}</code>
          </dd>
        </>
      )}
      {incident.persistence && (
        <>
          <dt>Course</dt>
          <dd>{persistenceWords(incident.persistence)}</dd>
        </>
      )}
      <dt>Owner</dt>
      <dd>{incident.assignee?.name ?? 'Nobody'}</dd>
      <dt>Opened</dt>
      <dd>
        <Time at={incident.openedAt} />
      </dd>
      <dt>Last seen</dt>
      <dd>
        <Time at={incident.lastSeenAt} />, {formatCount(incident.occurrences, 'time')} in all
      </dd>
      {incident.clearedAt && (
        <>
          <dt>Cleared</dt>
          <dd>
            <Time at={incident.clearedAt} />
          </dd>
        </>
      )}
      {incident.acknowledgedAt && (
        <>
          <dt>Acknowledged</dt>
          <dd>
            <Time at={incident.acknowledgedAt} />
          </dd>
        </>
      )}
      {incident.resolvedAt && resolution && (
        <>
          <dt>Resolved</dt>
          <dd>
            {RESOLUTION_LABEL[resolution].label}, <Time at={incident.resolvedAt} />
          </dd>
        </>
      )}
    </dl>
  );
}
