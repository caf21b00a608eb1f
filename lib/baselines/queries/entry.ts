import type { Prisma } from '#generated/prisma/client.ts';
import type { BaselineEntry } from '#lib/contract/baselines.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { BASELINE_MAX_REPETITIONS } from '#lib/policy/thresholds.ts';
import { lentSamples, SOURCE_SELECT } from '../sources.ts';

/** What {@link toBaselineEntries} needs of a baseline. */
export const ENTRY_SELECT = {
  id: true,
  state: true,
  suiteVersion: { select: { id: true, number: true, prompts: { select: { id: true } } } },
  normaliserVersion: true,
  encoderId: true,
  judgeId: true,
  reason: true,
  creator: { select: { id: true, name: true } },
  createdAt: true,
  readyAt: true,
  endedAt: true,
  endedReason: true,
  sources: { orderBy: { runId: 'asc' }, select: SOURCE_SELECT },
} as const satisfies Prisma.BaselineSelect;

type EntryRow = Prisma.BaselineGetPayload<{ select: typeof ENTRY_SELECT }>;

/** Baselines with how many answers of each prompt they hold now; one more query for each. */
export async function toBaselineEntries(db: Db, rows: readonly EntryRow[]): Promise<BaselineEntry[]> {
  const entries: BaselineEntry[] = [];
  for (const row of rows) entries.push(toEntry(row, await measuredRepetitions(db, row)));
  return entries;
}

/** @throws TidemarkError `not_found`. */
export async function getBaselineEntry(db: Db, baselineId: number): Promise<BaselineEntry> {
  const row = found(
    await db.baseline.findUnique({ where: { id: baselineId }, select: ENTRY_SELECT }),
    `baseline ${baselineId}`,
  );
  return toEntry(row, await measuredRepetitions(db, row));
}

async function measuredRepetitions(
  db: Db,
  { sources, suiteVersion: { prompts } }: EntryRow,
): Promise<BaselineEntry['repetitions']> {
  const present = sources.filter((source) => source.leftAt === null);
  if (present.length === 0 || prompts.length === 0) return { least: 0, most: 0 };
  const groups = await db.sample.groupBy({
    by: ['promptId'],
    where: { outcome: 'measured', ...lentSamples(present) },
    _count: { _all: true },
  });
  const counts = new Map(groups.map(({ promptId, _count }) => [promptId, _count._all]));
  const repetitions = prompts.map(({ id }) => counts.get(id) ?? 0);
  return { least: Math.min(...repetitions), most: Math.max(...repetitions) };
}

function toEntry(
  { suiteVersion, creator, sources, ...baseline }: EntryRow,
  repetitions: BaselineEntry['repetitions'],
): BaselineEntry {
  const present = sources.filter((source) => source.leftAt === null);
  return {
    ...baseline,
    suiteVersion: { id: suiteVersion.id, number: suiteVersion.number },
    repetitions,
    nights: new Set(present.map((source) => dayOf(source.run.createdAt))).size,
    growth: growthOf(baseline.state, repetitions.most),
    createdBy: creator,
    createdAt: baseline.createdAt.toISOString(),
    readyAt: baseline.readyAt?.toISOString() ?? null,
    endedAt: baseline.endedAt?.toISOString() ?? null,
    sources: sources.map(({ runId, run, addedAt, leftAt }) => ({
      runId,
      purpose: run.purpose,
      night: run.night === null ? null : dayOf(run.night),
      addedAt: addedAt.toISOString(),
      leftAt: leftAt?.toISOString() ?? null,
    })),
  };
}

function growthOf(state: EntryRow['state'], most: number): BaselineEntry['growth'] {
  if (state !== 'ready') return 'none';
  return most < BASELINE_MAX_REPETITIONS ? 'growing' : 'full';
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
