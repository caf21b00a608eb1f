import type { Verdict } from '#lib/contract/common.ts';
import type { Db } from '#lib/platform/db.ts';

/** Where the flags of a flagd stand. */
export interface FlagFacts {
  source: string;
  /** Null before the first comparison. */
  verdict: Verdict | null;
  /** Flags that were compared, and those that differ from git now. */
  compared: number;
  drifted: number;
  notCompared: number;
  /** Seconds since the last comparison; since it was added where there was none. */
  comparedAgeSeconds: number;
}

/** Reads the facts of every enabled flag source; a fixed number of queries. */
export async function readFlagFacts(db: Db, now: Date): Promise<FlagFacts[]> {
  const [sources, drifted] = await Promise.all([
    db.flagSource.findMany({ where: { enabled: true }, orderBy: { id: 'asc' } }),
    db.driftObject.groupBy({
      by: ['flagSourceId'],
      where: { flagSourceId: { not: null }, state: 'drifted' },
      _count: true,
    }),
  ]);
  return sources.map(({ id, name, verdict, flags, notCompared, comparedAt, createdAt }) => ({
    source: name,
    verdict,
    compared: flags,
    drifted: drifted.find(({ flagSourceId }) => flagSourceId === id)?._count ?? 0,
    notCompared: Array.isArray(notCompared) ? notCompared.length : 0,
    comparedAgeSeconds: Math.max(0, (now.getTime() - (comparedAt ?? createdAt).getTime()) / 1000),
  }));
}
