import Link from 'next/link';
import type { ReactNode } from 'react';
import { driftSentence } from '#components/drift/object-words.ts';
import { ContentHash } from '#components/suites/content-hash.tsx';
import { Time } from '#components/time/time.tsx';
import { FactList } from '#components/ui/fact-list.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { DriftObjectDetail } from '#lib/contract/drift/objects.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './object.module.css';

/** Whether it drifts, in a sentence, with since when, why it is this urgent, and where git speaks of it. */
export function ObjectVerdict({ object }: { object: DriftObjectDetail }) {
  return (
    <Panel title="Verdict">
      <p className={styles.verdict}>{driftSentence(object)}</p>
      <FactList facts={factsOf(object)} />
    </Panel>
  );
}

function factsOf(object: DriftObjectDetail): [string, ReactNode][] {
  const { state, history, owner, recent, rule, source, incidentId } = object;
  const open = history.find(({ correctedAt }) => correctedAt === null);
  const last = history[0];
  return [
    ...(open === undefined
      ? []
      : [['Drifts since', <Time key="since" at={open.firstSeenAt} />] as [string, ReactNode]]),
    ...(open === undefined && last?.correctedAt != null
      ? [['Put back', <Time key="back" at={last.correctedAt} />] as [string, ReactNode]]
      : []),
    ['Last seen to differ', <Time key="seen" at={object.lastSeenAt} />],
    ['In the last 24 h', formatCount(recent, 'time')],
    ...(state === 'drifted' && rule !== '' ? [['Urgency', rule] as [string, ReactNode]] : []),
    [
      owner.kind === 'cluster' ? 'Cluster' : 'flagd',
      owner.kind === 'cluster' ? (
        <Link key="owner" href={`${routes.code()}?clusterId=${owner.id}`}>
          {owner.name}
        </Link>
      ) : (
        <Link key="owner" href={routes.config()}>
          {owner.name}
        </Link>
      ),
    ],
    ['Applied by', source ?? 'Nothing: git does not have it'],
    ['File in git', <GitFile key="file" object={object} />],
    ...(incidentId === null
      ? []
      : [
          [
            'Incident',
            <Link key="incident" href={routes.incident(incidentId)}>
              #{incidentId}
            </Link>,
          ] as [string, ReactNode],
        ]),
  ];
}

function GitFile({ object: { file, fileUrl, commitSha, source } }: { object: DriftObjectDetail }) {
  if (file === null && commitSha === null) return source === null ? 'None' : 'Not known';
  return (
    <span className={styles.file}>
      {file === null ? (
        'Made by what applies it'
      ) : fileUrl === null ? (
        <code>{file}</code>
      ) : (
        <a href={fileUrl} target="_blank" rel="noreferrer">
          <code>{file}</code>
        </a>
      )}
      {commitSha !== null && (
        <span>
          at commit <ContentHash hash={commitSha} />
        </span>
      )}
    </span>
  );
}
