import pLimit from 'p-limit';
import type { PrismaClient } from '#generated/prisma/client.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import type { Comparer } from '#lib/channels/model/comparer/comparer.ts';
import type { Encoder } from '#lib/channels/model/encoder/types.ts';
import type { ScanJobDeps } from '#lib/clusters/scans/run-scan.ts';
import type { ClusterDeps } from '#lib/clusters/scans/types.ts';
import { systemClock } from '#lib/platform/clock.ts';
import { coalesce } from '#lib/platform/coalesce.ts';
import { collectGarbage } from '#lib/platform/collect-garbage.ts';
import { despiteOutage } from '#lib/platform/despite-outage.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import type { SampleRow } from '#lib/runs/sample-row.ts';
import { storeSamples } from '#lib/runs/store-samples.ts';
import type { Cancellations } from './cancellations.ts';
import { gatewayCaller } from './gateway-clients.ts';
import type { WorkerDeps } from './handlers.ts';
import type { WorkerOptions } from './start-worker.ts';

/** Samples that finish within this time are written together: one commit for a burst of answers. */
const STORE_WINDOW_MS = 4;

/** What the handlers of one worker process share: its database, its limit of calls in flight, its writes. */
export function createDeps(
  { concurrency, log, random = Math.random }: WorkerOptions,
  db: PrismaClient,
  cancellations: Cancellations,
  encoder: Encoder,
  comparer: Comparer,
  clusters: ClusterDeps & Pick<ScanJobDeps, 'keeping'>,
): WorkerDeps {
  const ask = gatewayCaller();
  const limitCalls = pLimit(concurrency);
  const limited: typeof ask = (...call) => limitCalls(() => ask(...call));
  const ctx = { db, now: systemClock, actor: SYSTEM_ACTOR };
  return {
    ctx,
    sampling: {
      db,
      random,
      ask: limited,
      store: coalesce<SampleRow>((rows) => despiteOutage(() => storeSamples(db, rows)), {
        windowMs: STORE_WINDOW_MS,
        maxItems: 50,
      }),
      cancellation: (runId) => cancellations.signalFor({ kind: 'run', id: runId }),
    },
    golden: {
      db,
      now: systemClock,
      random,
      concurrency,
      ask: limited,
      cancellation: (runId) => cancellations.signalFor({ kind: 'golden-run', id: runId }),
    },
    scanning: { db, now: systemClock, random, afterPage: collectGarbage },
    clusters: {
      ...clusters,
      cancellation: (scanId) => cancellations.signalFor({ kind: 'cluster-scan', id: scanId }),
    },
    evaluation: { db, now: systemClock, encoder, compare: comparer.compare },
    signals: { ctx, key: encryptionKey, random, log },
    log,
  };
}
