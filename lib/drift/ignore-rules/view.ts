import type { Prisma } from '#generated/prisma/client.ts';
import type { IgnoreRuleView } from '#lib/contract/drift/objects.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';

/** What {@link toIgnoreRuleViews} needs of a rule. */
export const IGNORE_RULE_SELECT = {
  id: true,
  cluster: { select: { id: true, name: true } },
  group: true,
  kind: true,
  namespace: true,
  name: true,
  fieldPath: true,
  manager: true,
  reason: true,
  owner: { select: { id: true, name: true } },
  expiresAt: true,
  createdAt: true,
  endedAt: true,
} as const satisfies Prisma.IgnoreRuleSelect;

export type IgnoreRuleRow = Prisma.IgnoreRuleGetPayload<{ select: typeof IGNORE_RULE_SELECT }>;

/** Rules that work at a moment. */
export function workingAt(now: Date): Prisma.IgnoreRuleWhereInput {
  return { endedAt: null, expiresAt: { gt: now } };
}

/** Rules with what each hides of what differs now. */
export async function toIgnoreRuleViews(db: Db, rules: readonly IgnoreRuleRow[], now: Date): Promise<IgnoreRuleView[]> {
  const hidden = await db.$queryRaw<{ id: number; findings: number; objects: number }[]>`
    SELECT (finding ->> 'ignoredBy')::int AS id, count(*)::int AS findings,
      count(DISTINCT drift_object.id)::int AS objects
    FROM drift_object CROSS JOIN LATERAL jsonb_array_elements(findings) AS finding
    WHERE state <> 'clean' AND (finding ->> 'ignoredBy')::int = ANY (${rules.map(({ id }) => id)}::int[])
    GROUP BY 1`;
  const hides = new Map(hidden.map(({ id, findings, objects }) => [id, { findings, objects }]));
  return rules.map((rule) => ({
    ...rule,
    expiresAt: rule.expiresAt.toISOString(),
    createdAt: rule.createdAt.toISOString(),
    endedAt: rule.endedAt?.toISOString() ?? null,
    isActive: rule.endedAt === null && rule.expiresAt > now,
    hides: hides.get(rule.id) ?? { findings: 0, objects: 0 },
  }));
}

/** @throws TidemarkError `not_found`. */
export async function getIgnoreRuleView(db: Db, ruleId: number, now: Date): Promise<IgnoreRuleView> {
  const row = await db.ignoreRule.findUnique({ where: { id: ruleId }, select: IGNORE_RULE_SELECT });
  const [view] = await toIgnoreRuleViews(db, row === null ? [] : [row], now);
  return found(view, `ignore rule ${ruleId}`);
}
