import type { PrismaClient, Verdict } from '#generated/prisma/client.ts';
import { routes } from '#lib/contract/routes.ts';

/** What the latest comparison of a cluster or of a flagd with git found. */
export interface LatestComparison {
  what: 'Cluster' | 'Flags';
  name: string;
  isDemo: boolean;
  verdict: Verdict;
  reason: string;
  /** Of the console's page. */
  path: string;
}

const COLUMNS = { name: true, isDemo: true, verdict: true, reason: true } as const;

/** The latest verdict on every cluster and flagd that is switched on and has one, in the order of their names. */
export async function latestComparisons(db: PrismaClient): Promise<LatestComparison[]> {
  const query = { where: { enabled: true }, orderBy: { name: 'asc' }, select: COLUMNS } as const;
  const [clusters, flags] = await Promise.all([db.cluster.findMany(query), db.flagSource.findMany(query)]);
  const all = [
    ...clusters.map((row) => ({ what: 'Cluster' as const, path: routes.code(), ...row })),
    ...flags.map((row) => ({ what: 'Flags' as const, path: routes.config(), ...row })),
  ];
  return all.flatMap(({ verdict, ...rest }) => (verdict === null ? [] : [{ ...rest, verdict }]));
}
