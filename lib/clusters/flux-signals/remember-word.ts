import type { Db } from '#lib/platform/db.ts';
import { FLUX_WORDS_KEPT_MS } from '#lib/policy/thresholds.ts';
import type { FluxWord } from './word.ts';

interface Heard {
  digest: string;
  clusterId: number;
  /** What is still to be judged; null: nothing. */
  word: FluxWord | null;
  now: Date;
}

/**
 * Remembers a word of Flux, and forgets the cluster's old ones. Of several at once with the same digest one is new; the
 * others wait for its transaction.
 *
 * @returns whether it is new.
 */
export async function rememberWord(db: Db, { digest, clusterId, word, now }: Heard): Promise<boolean> {
  const row = { digest, clusterId, receivedAt: now, ...(word !== null && { word }) };
  const { count } = await db.fluxNotification.createMany({ data: [row], skipDuplicates: true });
  const oldest = new Date(now.getTime() - FLUX_WORDS_KEPT_MS);
  await db.fluxNotification.deleteMany({ where: { clusterId, receivedAt: { lt: oldest } } });
  return count > 0;
}
