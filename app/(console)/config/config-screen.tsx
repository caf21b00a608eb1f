'use client';

import { IconCircleCheck, IconEyeOff, IconFilterOff } from '@tabler/icons-react';
import Link from 'next/link';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { OBJECT_COLUMNS } from '#components/drift/object-columns.tsx';
import { FilterBar } from '#components/filters/filter-bar.tsx';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { configAnswer } from '#components/flags/config-answer.ts';
import { FLAG_COLUMNS } from '#components/flags/flag-columns.tsx';
import { POLICY_COLUMNS } from '#components/policies/policy-columns.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { parseConfigFilters, STATE_OPTIONS, UNFILTERED } from './config-filters.ts';
import { FlagSourcesPanel } from './flag-sources-panel.tsx';
import { type Standing, useStanding } from './use-standing.ts';

const POLL_MS = 10_000;

const { object, owner, state, findings, managers, recent, lastSeen, incident } = OBJECT_COLUMNS;

interface ConfigScreenProps {
  standing: Standing;
  flags: OperationResponse<'listFlagDrifts'>;
  policies: OperationResponse<'listPolicyDrifts'>;
  configMaps: OperationResponse<'listDriftObjects'>;
}

/** Which flags, policies and config maps are not as git says. */
export function ConfigScreen(first: ConfigScreenProps) {
  const [params] = useUrlParams();
  const query = parseConfigFilters(Object.fromEntries(params));
  const standing = useStanding(first.standing, POLL_MS);
  const flags = useApiPages('listFlagDrifts', query.flags, { initial: first.flags, pollMs: POLL_MS });
  const policies = useApiPages('listPolicyDrifts', query.policies, { initial: first.policies, pollMs: POLL_MS });
  const configMaps = useApiPages('listDriftObjects', query.configMaps, { initial: first.configMaps, pollMs: POLL_MS });
  const problem = standing.problem ?? flags.problem ?? policies.problem ?? configMaps.problem;
  const { sources, clusters } = standing;
  const isNarrowed = JSON.stringify(query) !== JSON.stringify(UNFILTERED);
  return (
    <>
      <PageHeader
        title="Config"
        answer={configAnswer(standing)}
        actions={<Link href={routes.ignoreRules()}>Ignore rules</Link>}
      />
      {problem && <StaleNotice detail={problem.message} />}
      <FlagSourcesPanel sources={sources} />
      <FilterBar
        filters={[
          { kind: 'search', param: 'q', label: 'Search', placeholder: 'Name or namespace' },
          { kind: 'choice', param: 'state', label: 'State', options: STATE_OPTIONS, anyLabel: 'Differs now' },
        ]}
      />
      <Panel title="Feature flags" hint="Open one for both sides and the two ways out." flush>
        <DataTable
          caption="Feature flags that are not as git says"
          rows={flags.items ?? []}
          rowId={({ id }) => id}
          rowHref={({ id }) => routes.flag(id)}
          keys={[]}
          columns={FLAG_COLUMNS}
          empty={<None what="feature flag" from="flagd" isWatched={isWatched(sources)} isNarrowed={isNarrowed} />}
        />
        <LoadMore reading={flags} noun="flag" />
      </Panel>
      <Panel
        title="Policies"
        hint="Kyverno’s policies and the exceptions from them: the hash of what git asks for beside that of what applies."
        flush
      >
        <DataTable
          caption="Policies that are not as git says"
          rows={policies.items ?? []}
          rowId={({ id }) => id}
          rowHref={({ id }) => routes.driftObject(id)}
          columns={POLICY_COLUMNS}
          empty={<None what="policy" from="cluster" isWatched={isWatched(clusters)} isNarrowed={isNarrowed} />}
        />
        <LoadMore reading={policies} noun="policy" plural="policies" />
      </Panel>
      <Panel title="Config maps" flush>
        <DataTable
          caption="Config maps that are not as git says"
          rows={configMaps.items ?? []}
          rowId={({ id }) => id}
          rowHref={({ id }) => routes.driftObject(id)}
          columns={[object, owner, state, findings, managers, recent, lastSeen, incident]}
          empty={<None what="config map" from="cluster" isWatched={isWatched(clusters)} isNarrowed={isNarrowed} />}
        />
        <LoadMore reading={configMaps} noun="config map" />
      </Panel>
    </>
  );
}

/** Whether anything can be known from these. */
function isWatched(known: readonly { enabled: boolean }[]): boolean {
  return known.some(({ enabled }) => enabled);
}

interface NoneProps {
  what: string;
  from: 'flagd' | 'cluster';
  isWatched: boolean;
  isNarrowed: boolean;
}

function None({ what, from, isWatched, isNarrowed }: NoneProps) {
  if (!isWatched) {
    return (
      <EmptyState icon={IconEyeOff} title={`No ${what} is watched`}>
        No {from} is compared with git.{' '}
        <Link href={from === 'flagd' ? routes.flagSettings() : routes.clusterSettings()}>Set one up</Link>
      </EmptyState>
    );
  }
  if (isNarrowed) {
    return (
      <EmptyState icon={IconFilterOff} title={`No ${what} fits these filters`}>
        <Link href={routes.config()}>Show all config that drifts now</Link>, or widen the search.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconCircleCheck} title={`No ${what} is known to differ`}>
      What was not compared stands with its flagd above, or with its cluster under{' '}
      <Link href={routes.code()}>Code</Link>.
    </EmptyState>
  );
}
