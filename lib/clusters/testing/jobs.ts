import { pino } from 'pino';
import type { PrismaClient } from '#generated/prisma/client.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { recordSightings } from '#lib/drift/record-sightings.ts';
import type { Context } from '#lib/platform/context.ts';
import type { OpenedCluster } from '../scans/open-cluster.ts';
import type { ScanJobDeps } from '../scans/run-scan.ts';
import type { LeftByScan } from '../scans/types.ts';
import { TEST_KEY } from './stored.ts';

/** What comparisons left, instead of being looked after. */
export interface Left extends LeftByScan {
  cluster: OpenedCluster;
}

/** Everything that a comparison needs, with a clock of the test's; `left` is what would be looked after. */
export function scanDeps(db: PrismaClient, clones: string, now: () => Date): { deps: ScanJobDeps; left: Left[] } {
  const left: Left[] = [];
  const ctx: Context = { db, now, actor: SYSTEM_ACTOR };
  const deps: ScanJobDeps = {
    ctx,
    random: () => 0,
    key: () => Buffer.from(TEST_KEY, 'hex'),
    tools: { kustomize: null, helm: null },
    clones,
    record: recordSightings,
    log: pino({ level: 'silent' }),
    cancellation: () => new AbortController().signal,
    keeping: {
      known: (id) => left.findLast(({ cluster }) => cluster.row.id === id)?.memory ?? null,
      keep: (cluster, more) => void left.push({ ...more, cluster }),
    },
  };
  return { deps, left };
}
