import type { RunDetail } from '#lib/contract/runs.ts';
import type { Evidence } from '#lib/gateway/evidence.ts';
import { isUnmeasuredReason, UNMEASURED_LABEL } from '#lib/gateway/outcome.ts';
import type { Db } from '#lib/platform/db.ts';

/** A run with the partition its samples lie in. */
export interface RunKey {
  id: number;
  month: Date;
}

/** Evidence that says who served; ids, times and costs differ with every sample and stay with it. */
const SERVED_FIELDS: readonly (keyof Evidence)[] = [
  'model',
  'systemFingerprint',
  'modelGroup',
  'deploymentId',
  'apiBase',
  'gatewayVersion',
];

/** How many samples of each prompt are stored and how many of them measured, by prompt id. */
export async function samplesByPrompt(db: Db, { id, month }: RunKey) {
  const groups = await db.sample.groupBy({
    by: ['promptId', 'outcome'],
    where: { month, runId: id },
    _count: { _all: true },
  });
  const counts = new Map<number, { stored: number; measured: number }>();
  for (const { promptId, outcome, _count } of groups) {
    const { stored, measured } = counts.get(promptId) ?? { stored: 0, measured: 0 };
    const newlyMeasured = outcome === 'measured' ? _count._all : 0;
    counts.set(promptId, { stored: stored + _count._all, measured: measured + newlyMeasured });
  }
  return counts;
}

/** What the gateway said about who served, with the number of samples that say so; what it never said is left out. */
export function servedEvidence(db: Db, { id, month }: RunKey): Promise<RunDetail['served']> {
  return db.$queryRaw<RunDetail['served']>`
    SELECT said.key AS field, said.value, count(*)::int AS samples
    FROM sample CROSS JOIN LATERAL jsonb_each_text(sample.evidence) AS said
    WHERE sample.month = ${month}::date AND sample.run_id = ${id}::int
      AND said.key = ANY (${SERVED_FIELDS}::text[]) AND said.value IS NOT NULL
    GROUP BY said.key, said.value
    ORDER BY array_position(${SERVED_FIELDS}::text[], said.key), count(*) DESC, said.value`;
}

/** Why samples could not be measured, the most frequent reason first. */
export async function unmeasuredReasons(db: Db, { id, month }: RunKey): Promise<RunDetail['unmeasuredReasons']> {
  const groups = await db.sample.groupBy({
    by: ['reason'],
    where: { month, runId: id, outcome: 'unmeasured' },
    _count: { _all: true },
  });
  return groups
    .map(({ reason, _count }) => ({ reason: reason ?? '', label: labelOf(reason), samples: _count._all }))
    .sort((a, b) => b.samples - a.samples || a.reason.localeCompare(b.reason));
}

/** Samples outlive releases: a reason this one does not know is shown as it is stored. */
function labelOf(reason: string | null): string {
  return isUnmeasuredReason(reason) ? UNMEASURED_LABEL[reason].label : (reason ?? 'Unknown');
}
