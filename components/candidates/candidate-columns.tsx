import type { Column } from '#components/table/columns.ts';
import { Time } from '#components/time/time.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import type { CandidateSummary } from '#lib/contract/candidates.ts';
import { CandidateStateBadge, PublicationBadge } from './candidate-badges.tsx';
import styles from './candidates.module.css';

/** A candidate in a list: what was asked, how badly it was scored, and what became of it. */
export const CANDIDATE_COLUMNS: readonly Column<CandidateSummary>[] = [
  {
    key: 'input',
    header: 'Asked',
    wide: true,
    cell: ({ excerpt }) => <span className={styles.excerpt}>{excerpt}</span>,
  },
  { key: 'score', header: 'Score', numeric: true, nowrap: true, cell: ({ score }) => formatScore(score) },
  { key: 'comment', header: 'Evaluator’s comment', cell: ({ comment }) => <Comment text={comment} /> },
  { key: 'agent', header: 'Agent', nowrap: true, cell: ({ agent }) => agent },
  {
    key: 'source',
    header: 'From',
    nowrap: true,
    cell: ({ source }) => (
      <>
        {source.name} {source.isDemo && <DemoTag />}
      </>
    ),
  },
  { key: 'trace', header: 'Traced', nowrap: true, cell: ({ traceAt }) => <Time at={traceAt} focusable={false} /> },
  { key: 'state', header: 'State', nowrap: true, cell: (candidate) => <State of={candidate} /> },
];

/** A score as its evaluator gave it, to two decimals. */
export function formatScore(score: number): string {
  return score.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

function Comment({ text }: { text: string }) {
  return <span className={styles.excerpt}>{text === '' ? '–' : text}</span>;
}

function State({ of: { state, publication } }: { of: CandidateSummary }) {
  return publication === null ? <CandidateStateBadge state={state} /> : <PublicationBadge state={publication.state} />;
}
