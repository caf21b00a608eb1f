import Link from 'next/link';
import type { ReactNode } from 'react';
import { SafeText } from '#components/diff/safe-text.tsx';
import { ContentHash } from '#components/suites/content-hash.tsx';
import { Time } from '#components/time/time.tsx';
import { FactList } from '#components/ui/fact-list.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { GoldenTaskDetail } from '#lib/contract/golden/tasks.ts';
import { routes } from '#lib/contract/routes.ts';
import styles from './golden-task.module.css';

/** Where the task comes from, who approved it, and its file. */
export function SourcePanel({ task }: { task: GoldenTaskDetail }) {
  const { provenance, path, commit, taskHash, tags, agents, elsewhere, taskId, yaml } = task;
  const facts: [string, ReactNode][] = [
    ['File', path],
    ['Read at', commit && <ContentHash hash={commit} />],
    ['Version', taskHash && <ContentHash hash={taskHash} />],
    ['Agents', agents.length === 0 ? null : agents.join(', ')],
    ['Tags', tags.length === 0 ? null : tags.join(', ')],
    ['Comes from', provenance && (provenance.source === 'langfuse' ? 'A trace in Langfuse' : 'Written by hand')],
    ['Trace', provenance && traceOf(provenance)],
    ['Approved by', provenance?.approvedBy ?? null],
    ['Approved', provenance?.approvedAt ? <Time key="approved" at={provenance.approvedAt} /> : null],
    [
      'Also in',
      elsewhere.length === 0
        ? null
        : elsewhere.map((name) => (
            <span key={name} className={styles.elsewhere}>
              <Link href={routes.goldenTask(taskId, name)}>{name}</Link>
            </span>
          )),
    ],
  ];
  return (
    <Panel title="Where it comes from">
      <FactList facts={facts.filter(([, value]) => value !== null)} />
      {yaml !== null && (
        <details className={styles.file}>
          <summary>The file as it is in git</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long file scrolls, also by keyboard */}
          <pre tabIndex={0}>
            <SafeText text={yaml} whitespace={false} />
          </pre>
        </details>
      )}
    </Panel>
  );
}

function traceOf({ traceId, traceUrl }: NonNullable<GoldenTaskDetail['provenance']>): ReactNode {
  if (traceUrl === null) return traceId;
  return (
    <a href={traceUrl} target="_blank" rel="noreferrer">
      {traceId ?? traceUrl}
    </a>
  );
}
