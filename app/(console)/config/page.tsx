import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listFlagDrifts } from '#lib/channels/config/decisions/list-flags.ts';
import { listPolicyDrifts } from '#lib/channels/config/policies/list.ts';
import { listFlagSources } from '#lib/channels/config/sources/view.ts';
import { listClusters } from '#lib/clusters/registry/view.ts';
import { listDriftObjects } from '#lib/drift/queries/list.ts';
import { parseConfigFilters, UNFILTERED } from './config-filters.ts';
import { ConfigScreen } from './config-screen.tsx';
import { MOST_CLUSTERS, MOST_SOURCES } from './list-sizes.ts';

export const metadata: Metadata = { title: 'Config' };

interface ConfigPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Which flags, policies and config maps are not as git says? */
export default async function ConfigPage({ searchParams }: ConfigPageProps) {
  const { ctx } = await requireUser();
  const { flags, policies, configMaps } = parseConfigFilters(await searchParams);
  const [sources, clusters, policiesNow, configMapsNow, flagPage, policyPage, configMapPage] = await Promise.all([
    listFlagSources(ctx.db, { limit: MOST_SOURCES }),
    listClusters(ctx, { limit: MOST_CLUSTERS }),
    listPolicyDrifts(ctx, UNFILTERED.policies),
    listDriftObjects(ctx, UNFILTERED.configMaps),
    listFlagDrifts(ctx, flags),
    listPolicyDrifts(ctx, policies),
    listDriftObjects(ctx, configMaps),
  ]);
  return (
    <ConfigScreen
      standing={{ sources, clusters, policies: policiesNow, configMaps: configMapsNow }}
      flags={flagPage}
      policies={policyPage}
      configMaps={configMapPage}
    />
  );
}
