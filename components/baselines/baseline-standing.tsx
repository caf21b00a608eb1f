import { IconRuler } from '@tabler/icons-react';
import Link from 'next/link';
import { BaselineStateBadge } from '#components/endpoints/baseline-state.tsx';
import { Time } from '#components/time/time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FactList } from '#components/ui/fact-list.tsx';
import type { BaselineEntry } from '#lib/contract/baselines.ts';
import { routes } from '#lib/contract/routes.ts';
import { instrumentName, standingSentence } from './baseline-words.ts';
import styles from './baselines.module.css';

/** What counts as normal now: its state, how much it rests on, who decided it and why. */
export function BaselineStanding({ baseline }: { baseline: BaselineEntry | undefined }) {
  if (baseline === undefined) {
    return (
      <EmptyState icon={IconRuler} title="Nothing counts as normal yet">
        A baseline is what checks are compared with: at least three independent answers to every prompt. Capture one,
        and verdicts begin.
      </EmptyState>
    );
  }
  const present = baseline.sources.filter(({ leftAt }) => leftAt === null);
  return (
    <div className={styles.standing}>
      <p className={styles.head}>
        <strong>Baseline {baseline.id}</strong> <BaselineStateBadge state={baseline.state} />
      </p>
      <p>{standingSentence(baseline)}</p>
      <FactList
        facts={[
          ['Reason', baseline.reason || '–'],
          ['Decided by', baseline.createdBy?.name ?? 'Tidemark'],
          ['Since', <Time key="since" at={baseline.readyAt ?? baseline.createdAt} />],
          ['Suite version', String(baseline.suiteVersion.number)],
          ['Encoder', instrumentName(baseline.encoderId)],
          ['Judge', instrumentName(baseline.judgeId)],
          [
            'Answers from',
            <span key="sources" className={styles.sources}>
              {present.map(({ runId }) => (
                <Link key={runId} href={routes.run(runId)} prefetch={false}>
                  run {runId}
                </Link>
              ))}
            </span>,
          ],
        ]}
      />
    </div>
  );
}
