import type { PolicyDriftView } from '#lib/contract/drift/objects.ts';
import type { OperationQuery, OperationResponse } from '#lib/contract/operations.ts';
import { policiesOf } from '#lib/drift/judge/policies-of.ts';
import { listDriftObjects } from '#lib/drift/queries/list.ts';
import type { Context } from '#lib/platform/context.ts';
import { invariant } from '#lib/platform/errors.ts';
import { POLICY_GROUPS, tierOf } from '#lib/policy/drift-rules.ts';

/** One page of Kyverno policies and exceptions that differ from git or once did, by the hashes of both sides. */
export async function listPolicyDrifts(
  ctx: Context,
  query: OperationQuery<'listPolicyDrifts'>,
): Promise<OperationResponse<'listPolicyDrifts'>> {
  const page = await listDriftObjects(ctx, query, POLICY_GROUPS);
  const [rows, tiers] = await Promise.all([
    ctx.db.driftObject.findMany({
      where: { id: { in: page.items.map(({ id }) => id) } },
      select: { id: true, expectedHash: true, liveHash: true, expected: true, live: true },
    }),
    ctx.db.tier.findMany({ select: { subject: true, name: true, tier: true } }),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const items = page.items.map((summary): PolicyDriftView => {
    const row = byId.get(summary.id);
    invariant(row !== undefined, 'a listed object is stored');
    const { expectedHash, liveHash, expected, live } = row;
    const tier = tierOf(summary, tiers, policiesOf(summary.kind, [expected, live]));
    return { ...summary, expectedHash, liveHash, tier };
  });
  return { ...page, items };
}
