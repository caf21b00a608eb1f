import type { TierView } from '#lib/contract/drift/objects.ts';
import type { Db } from '#lib/platform/db.ts';

/** The tiers of namespaces, then of policies, the highest first. */
export async function listTiers(db: Db): Promise<{ items: TierView[] }> {
  return { items: await db.tier.findMany({ orderBy: [{ subject: 'asc' }, { tier: 'desc' }, { name: 'asc' }] }) };
}
