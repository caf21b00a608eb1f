import type { PrismaClient, Verdict } from '#generated/prisma/client.ts';

/** What an endpoint's latest finished run found. */
export interface LatestVerdict {
  endpointName: string;
  isDemo: boolean;
  runId: number;
  verdict: Verdict;
  reason: string;
  incidentId: number | null;
}

/** The latest verdict of every active endpoint that has one, in the order of their names. */
export async function latestVerdicts(db: PrismaClient): Promise<LatestVerdict[]> {
  const endpoints = await db.endpoint.findMany({
    where: { status: 'active' },
    orderBy: { name: 'asc' },
    select: {
      name: true,
      gateway: { select: { isDemo: true } },
      runs: {
        where: { status: 'finished' },
        orderBy: { id: 'desc' },
        take: 1,
        select: { id: true, verdict: true, verdictReason: true, incidents: { select: { incidentId: true } } },
      },
    },
  });
  return endpoints.flatMap(({ name, gateway, runs: [run] }) =>
    run === undefined || run.verdict === null
      ? []
      : [
          {
            endpointName: name,
            isDemo: gateway.isDemo,
            runId: run.id,
            verdict: run.verdict,
            reason: run.verdictReason ?? '',
            incidentId: run.incidents[0]?.incidentId ?? null,
          },
        ],
  );
}
