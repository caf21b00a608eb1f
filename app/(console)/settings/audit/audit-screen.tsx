'use client';

import { IconClipboardList } from '@tabler/icons-react';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { FilterBar } from '#components/filters/filter-bar.tsx';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { AuditTable } from '#components/settings/audit-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { PersonRef } from '#lib/contract/common.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { auditFilterBar, parseAuditFilters } from './audit-filters.ts';

interface AuditScreenProps {
  initial: OperationResponse<'listAudit'>;
  /** Everybody who has an account, disabled ones too. */
  people: readonly PersonRef[];
}

/** Who did what, newest first. */
export function AuditScreen({ initial, people }: AuditScreenProps) {
  const [params] = useUrlParams();
  const query = parseAuditFilters(Object.fromEntries(params));
  const reading = useApiPages('listAudit', query, { initial });
  const entries = reading.items ?? [];
  return (
    <>
      <PageHeader
        title="Audit log"
        answer="Who did what, newest first. Records can be neither changed nor removed, and never hold a secret."
      />
      <FilterBar filters={auditFilterBar(people, entries, query.action)} />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <Panel title="Records" flush>
        <AuditTable
          entries={entries}
          people={new Map(people.map(({ id, name }) => [id, name]))}
          empty={
            <EmptyState icon={IconClipboardList} title="Nothing fits these filters">
              Clear the filters to see everything.
            </EmptyState>
          }
        />
        <LoadMore reading={reading} noun="record" />
      </Panel>
    </>
  );
}
