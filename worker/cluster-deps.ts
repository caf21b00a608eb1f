import type { PrismaClient } from '#generated/prisma/client.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import type { ClusterDeps } from '#lib/clusters/scans/types.ts';
import { recordSightings } from '#lib/drift/record-sightings.ts';
import { findTools } from '#lib/gitops/program/find.ts';
import { systemClock } from '#lib/platform/clock.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { inheritedEnvironment } from '#lib/platform/env.ts';
import type { WorkerOptions } from './start-worker.ts';

/** What comparing clusters touches outside itself, in a worker. */
export function createClusterDeps({ log, random = Math.random }: WorkerOptions, db: PrismaClient): ClusterDeps {
  return {
    ctx: { db, now: systemClock, actor: SYSTEM_ACTOR },
    random,
    key: encryptionKey,
    tools: findTools({ searchPath: inheritedEnvironment(['PATH']).PATH ?? '' }),
    record: recordSightings,
    log,
  };
}
