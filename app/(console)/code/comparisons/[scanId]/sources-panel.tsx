import { IconAlertTriangle, IconGitBranch } from '@tabler/icons-react';
import { SafeText } from '#components/diff/safe-text.tsx';
import { ContentHash } from '#components/suites/content-hash.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { ClusterScanDetail } from '#lib/contract/drift/clusters.ts';
import styles from './comparison.module.css';

interface SourcesPanelProps {
  sources: ClusterScanDetail['sources'];
  going: boolean;
}

/** What of git was read, at which commit, and where an older one had to do. */
export function SourcesPanel({ sources, going }: SourcesPanelProps) {
  return (
    <Panel title="What was read of git" flush>
      <DataTable
        caption="Parts of git that ask something of the cluster"
        rows={sources}
        rowId={({ name, repository, path }) => `${name} ${repository} ${path}`}
        columns={[
          { key: 'name', header: 'Applied by', cell: ({ name }) => <SafeText text={name} whitespace={false} /> },
          {
            key: 'repository',
            header: 'Repository',
            cell: ({ repository }) => <SafeText text={repository} whitespace={false} />,
          },
          {
            key: 'path',
            header: 'Folder',
            cell: ({ path }) => (
              <code>
                <SafeText text={path} whitespace={false} />
              </code>
            ),
          },
          { key: 'commit', header: 'Commit', nowrap: true, cell: ({ commit }) => <ContentHash hash={commit} /> },
          { key: 'problem', header: 'Problem', wide: true, cell: ({ problem }) => <Problem problem={problem} /> },
        ]}
        empty={
          <EmptyState icon={IconGitBranch} title={going ? 'Nothing is read yet' : 'Nothing of git was read'}>
            {going
              ? 'It stands here when the comparison ends.'
              : 'What kept it from being read stands under “Not compared”, or above.'}
          </EmptyState>
        }
      />
    </Panel>
  );
}

function Problem({ problem }: { problem: string | null }) {
  if (problem === null) return 'None';
  return (
    <span className={styles.problem}>
      <ToneBadge
        tone="magenta"
        icon={IconAlertTriangle}
        label="Older commit"
        meaning="The last good commit was taken."
      />
      <SafeText text={problem} whitespace={false} />
    </span>
  );
}
