import type { Verdict } from '#lib/contract/common.ts';
import type { RunSummary } from '#lib/contract/runs.ts';
import type { Db } from '#lib/platform/db.ts';
import { invariant } from '#lib/platform/errors.ts';
import { RUN_SUMMARY_SELECT, toRunSummary } from './summary.ts';

/** A finished check with what a judgement of it needs beyond the summary. */
interface LatestCheck {
  run: RunSummary;
  verdict: Verdict;
  finishedAt: Date;
  /** The baseline it was judged against. */
  baselineId: number | null;
}

/** The latest finished check of each endpoint that has one, by endpoint id; two queries however many endpoints. */
export async function latestChecks(db: Db, endpointIds: readonly number[]): Promise<Map<number, LatestCheck>> {
  const latest = await db.$queryRaw<{ id: number }[]>`
    SELECT latest.id
    FROM unnest(${endpointIds}::int[]) AS asked (endpoint_id)
    CROSS JOIN LATERAL (
      SELECT run.id FROM run
      WHERE run.endpoint_id = asked.endpoint_id AND run.purpose = 'check' AND run.status = 'finished'
      ORDER BY run.created_at DESC, run.id DESC
      LIMIT 1
    ) AS latest`;
  const runs = await db.run.findMany({
    where: { id: { in: latest.map((run) => run.id) } },
    select: { ...RUN_SUMMARY_SELECT, baselineId: true },
  });
  return new Map(
    runs.map(({ baselineId, ...run }) => {
      const { verdict, finishedAt } = run;
      invariant(verdict !== null && finishedAt !== null, `finished run ${run.id} has an end and a verdict`);
      return [run.endpoint.id, { run: toRunSummary(run), verdict, finishedAt, baselineId }] as const;
    }),
  );
}
