'use client';

import { Skeleton } from '@mantine/core';
import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { SafeText } from '#components/diff/safe-text.tsx';
import { ContentHash } from '#components/suites/content-hash.tsx';
import { Time } from '#components/time/time.tsx';
import { FactList } from '#components/ui/fact-list.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { IncidentChange } from '#lib/contract/incidents.ts';
import { routes } from '#lib/contract/routes.ts';
import styles from './change-panel.module.css';

/** Which commit? From the last good one to the first that regressed, with those in between that touched the prompt. */
export function ChangePanel({ incidentId }: { incidentId: number }) {
  const { data, problem } = useApi('getIncidentChange', { params: { incidentId } });
  return (
    <Panel
      title="Which commit?"
      hint={data?.promptPath ?? undefined}
      actions={
        data?.compareUrl && (
          <a href={data.compareUrl} target="_blank" rel="noreferrer">
            Compare on the forge
          </a>
        )
      }
    >
      {data === undefined ? (
        problem === null ? (
          <Skeleton height={72} />
        ) : (
          <p className={styles.summary}>The commits could not be read: {problem.message}</p>
        )
      ) : (
        <Commits change={data} />
      )}
    </Panel>
  );
}

function Commits({ change: { summary, lastGood, firstBad, commits } }: { change: IncidentChange }) {
  return (
    <>
      <p className={styles.summary}>{summary}</p>
      <FactList
        facts={[
          ...(lastGood === null ? [] : [['Last good', <Place key="good" {...lastGood} />] as const]),
          ...(firstBad === null ? [] : [['First bad', <Place key="bad" {...firstBad} />] as const]),
        ]}
      />
      {commits !== null && commits.length > 0 && (
        <ol className={styles.commits} aria-label="Commits in between that touched the prompt, newest first">
          {commits.map(({ commit, url, subject, author, at }) => (
            <li key={commit}>
              {url === null ? (
                <ContentHash hash={commit} />
              ) : (
                <a href={url} target="_blank" rel="noreferrer">
                  <code>{commit.slice(0, 12)}</code>
                </a>
              )}
              <span className={styles.subject}>
                <SafeText text={subject} whitespace={false} />
              </span>
              <span className={styles.author}>
                <SafeText text={author} whitespace={false} />, <Time at={at} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Place({ commit, runId }: { commit: string; runId: number | null }) {
  return (
    <>
      <ContentHash hash={commit} /> {runId !== null && <Link href={routes.goldenRun(runId)}>Golden run {runId}</Link>}
    </>
  );
}
