import type { PrismaClient } from '#generated/prisma/client.ts';
import type { Actor } from '#lib/audit/actor.ts';
import type { Clock } from './clock.ts';

/** What every verb is given: where to read and write, what time it is, and who asks. */
export interface Context {
  db: PrismaClient;
  now: Clock;
  actor: Actor;
}
