import { IconBan, IconGitPullRequest } from '@tabler/icons-react';
import { PublicationBadge } from '#components/candidates/candidate-badges.tsx';
import type { Column } from '#components/table/columns.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { FlagDecisionView } from '#lib/contract/drift/flags.ts';
import styles from './flags.module.css';

/** What was decided, in a badge; a decision on another live side than the one of now says so. */
export function DecisionBadge({ decision: { kind, isCurrent } }: { decision: FlagDecisionView }) {
  const meaning = isCurrent ? 'About what flagd serves now.' : 'About what flagd served then.';
  return kind === 'sync' ? (
    <ToneBadge tone="teal" icon={IconGitPullRequest} label="To git" meaning={meaning} outlined={!isCurrent} />
  ) : (
    <ToneBadge tone="violet" icon={IconBan} label="Rejected" meaning={meaning} outlined={!isCurrent} />
  );
}

const COLUMNS: Column<FlagDecisionView>[] = [
  { key: 'what', header: 'Decision', nowrap: true, cell: (decision) => <DecisionBadge decision={decision} /> },
  {
    key: 'who',
    header: 'Who and when',
    cell: ({ decidedBy, decidedAt }) => (
      <>
        {decidedBy.name}, <Time at={decidedAt} focusable={false} />
      </>
    ),
  },
  { key: 'reason', header: 'Reason', wide: true, cell: ({ reason }) => reason },
  { key: 'way', header: 'In git', wide: true, cell: (decision) => <InGit decision={decision} /> },
];

/** Every decision on a flag, the newest first. */
export function DecisionTable({ decisions }: { decisions: readonly FlagDecisionView[] }) {
  return <DataTable caption="Decisions" rows={decisions} rowId={({ id }) => id} columns={COLUMNS} empty={null} />;
}

function InGit({ decision }: { decision: FlagDecisionView }) {
  const { state, branch, commitSha, pullRequestUrl, pullRequestNumber, lastError } = decision;
  if (state === null) return <span className={styles.dimmed}>git stays as it is</span>;
  return (
    <span className={styles.name}>
      <PublicationBadge state={state} />
      {pullRequestUrl !== null && (
        <a href={pullRequestUrl} target="_blank" rel="noreferrer">
          #{pullRequestNumber}
        </a>
      )}
      <code>{branch}</code>
      {commitSha !== null && <code title={commitSha}>{commitSha.slice(0, 10)}</code>}
      {lastError !== null && <span>{lastError} It is tried again.</span>}
    </span>
  );
}
