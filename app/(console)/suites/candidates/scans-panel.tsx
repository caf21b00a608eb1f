'use client';

import { IconListSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { ScanBadge } from '#components/candidates/candidate-badges.tsx';
import type { Column } from '#components/table/columns.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { CandidateScanView } from '#lib/contract/langfuse.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { LATEST_SCANS } from './list-sizes.ts';

const LIVE_MS = 1_000;
const QUIET_MS = 10_000;

const isActive = ({ status }: CandidateScanView) => status === 'queued' || status === 'running';

/** There while a search goes on. */
const ACTIONS: Column<CandidateScanView> = {
  key: 'actions',
  header: 'Actions',
  cell: (scan) => isActive(scan) && <CancelScan scan={scan} />,
};

interface ScansPanelProps {
  initial: OperationResponse<'listCandidateScans'>;
  /** The one project that is looked at; all where left out. */
  sourceId: number | undefined;
}

/** The latest searches, live while one goes on. */
export function ScansPanel({ initial, sourceId }: ScansPanelProps) {
  const query = { sourceId, limit: LATEST_SCANS };
  const { items: scans = initial.items } = useApiPages('listCandidateScans', query, {
    initial,
    pollMs: (known) => (known?.items.some(isActive) ? LIVE_MS : QUIET_MS),
  });
  useQueueFollowing(scans);
  return (
    <Panel title="Latest searches" hint="Each Langfuse project is searched once a week, and whenever you ask." flush>
      <DataTable
        caption="Searches for candidates, the newest first"
        rows={scans}
        rowId={({ id }) => id}
        columns={[
          { key: 'source', header: 'Langfuse project', cell: ({ source }) => source.name },
          { key: 'status', header: 'State', nowrap: true, cell: ({ status }) => <ScanBadge status={status} /> },
          { key: 'seen', header: 'Scores read', numeric: true, cell: ({ scoresSeen }) => formatCount(scoresSeen) },
          { key: 'added', header: 'New', numeric: true, cell: ({ added }) => formatCount(added) },
          { key: 'known', header: 'Known already', numeric: true, cell: ({ duplicates }) => formatCount(duplicates) },
          { key: 'skipped', header: 'Skipped', numeric: true, cell: ({ skipped }) => formatCount(skipped) },
          { key: 'notes', header: 'Notes', wide: true, cell: ({ notes }) => notes ?? '–' },
          {
            key: 'at',
            header: 'Begun',
            nowrap: true,
            cell: ({ createdAt }) => <Time at={createdAt} focusable={false} />,
          },
          ...(scans.some(isActive) ? [ACTIONS] : []),
        ]}
        empty={
          <EmptyState icon={IconListSearch} title="No search yet">
            The first begins on its own within a week of adding a Langfuse project.
          </EmptyState>
        }
      />
    </Panel>
  );
}

/** What a search finds stands in the queue at once. */
function useQueueFollowing(scans: readonly CandidateScanView[]) {
  const queries = useQueryClient();
  const added = scans.reduce((sum, scan) => sum + scan.added, 0);
  const known = useRef(added);
  useEffect(() => {
    if (known.current === added) return;
    known.current = added;
    void queries.invalidateQueries({ queryKey: ['listCandidates'] });
  }, [added, queries]);
}

function CancelScan({ scan }: { scan: CandidateScanView }) {
  const cancel = useApiAction('cancelCandidateScan', { done: 'The search stops; what was found stays' });
  return (
    <MayButton
      size="xs"
      variant="default"
      permission="candidate.decide"
      loading={cancel.isPending}
      onClick={() => cancel.run({ params: { scanId: scan.id } })}
    >
      Cancel
    </MayButton>
  );
}
