'use client';

import { IconEyeOff, IconFilterOff, IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { FilterBar } from '#components/filters/filter-bar.tsx';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { useNowMs } from '#components/time/now.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { IgnoreRuleView } from '#lib/contract/drift/objects.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { EndRule } from './end-rule.tsx';
import { IgnoreDialog } from './ignore-dialog.tsx';
import { emptyFields } from './ignore-fields.ts';
import { ruleColumns } from './rule-columns.tsx';
import { parseRuleFilters, RULE_FILTERS } from './rule-filters.ts';

const POLL_MS = 30_000;

/** What people said is no drift: what each rule hides now, why, who answers for it and until when. */
export function IgnoreRulesScreen({ initial }: { initial: OperationResponse<'listIgnoreRules'> }) {
  const [params] = useUrlParams();
  const query = parseRuleFilters(Object.fromEntries(params));
  const reading = useApiPages('listIgnoreRules', query, { initial, pollMs: POLL_MS });
  const [creating, setCreating] = useState(false);
  const [ending, setEnding] = useState<IgnoreRuleView | null>(null);
  const nowMs = useNowMs();
  const add = (
    <MayButton
      permission="drift.ignore"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setCreating(true)}
    >
      Add a rule
    </MayButton>
  );
  return (
    <>
      <PageHeader
        trail={<Link href={routes.code()}>Code</Link>}
        title="Ignore rules"
        answer="What people said is no drift. Each has a reason, an owner and an end; what it hides is never lost, only quiet."
        actions={add}
      />
      <FilterBar filters={RULE_FILTERS} />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <Panel label="List of ignore rules" flush busy={reading.isPlaceholderData}>
        <DataTable
          caption="Ignore rules, the newest first"
          rows={reading.items ?? []}
          rowId={({ id }) => id}
          columns={ruleColumns(nowMs, setEnding)}
          empty={
            query.state === 'active' ? (
              <EmptyState icon={IconEyeOff} title="Nothing is ignored" actions={add}>
                A rule is best made from the object it is about, under <Link href={routes.code()}>Code</Link>.
              </EmptyState>
            ) : (
              <EmptyState icon={IconFilterOff} title="No such rule">
                <Link href={routes.ignoreRules()}>Show those that work now</Link>.
              </EmptyState>
            )
          }
        />
        <LoadMore reading={reading} noun="rule" />
      </Panel>
      {creating && <IgnoreDialog initial={emptyFields()} onClose={() => setCreating(false)} />}
      {ending !== null && <EndRule rule={ending} onClose={() => setEnding(null)} />}
    </>
  );
}
