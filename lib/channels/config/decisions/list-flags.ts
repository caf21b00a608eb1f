import type { FlagDriftView } from '#lib/contract/drift/flags.ts';
import type { FindingView } from '#lib/contract/drift/objects.ts';
import type { OperationQuery, OperationResponse } from '#lib/contract/operations.ts';
import { listDriftObjects } from '#lib/drift/queries/list.ts';
import { storedFindings } from '#lib/drift/stored-findings.ts';
import type { Context } from '#lib/platform/context.ts';
import { invariant } from '#lib/platform/errors.ts';
import type { FlagDeltaKind } from '../flags/types.ts';
import { DECISION_INCLUDE, toDecisionView } from './view.ts';

/** Decisions of one flag that are shown. */
const MAX_DECISIONS = 20;

type Delta = FlagDriftView['deltas'][number];
type Side = Delta['git'];

/** One page of flags that differ from git or once did, both sides, with what was decided. */
export async function listFlagDrifts(
  ctx: Context,
  query: OperationQuery<'listFlagDrifts'>,
): Promise<OperationResponse<'listFlagDrifts'>> {
  const page = await listDriftObjects(ctx, { ...query, clusterId: undefined, channel: 'config', kind: 'Flag' });
  const rows = await ctx.db.driftObject.findMany({
    where: { id: { in: page.items.map(({ id }) => id) } },
    select: {
      id: true,
      findings: true,
      liveHash: true,
      flagSource: { select: { mode: true } },
      decisions: { orderBy: { id: 'desc' }, take: MAX_DECISIONS, include: DECISION_INCLUDE },
    },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const items = page.items.flatMap((summary): FlagDriftView[] => {
    const row = byId.get(summary.id);
    // A kind of a cluster may bear the same name.
    if (row === undefined || row.flagSource === null) return [];
    const isPartial = row.flagSource.mode === 'evaluations';
    const deltas = storedFindings(row.findings).map((finding) => deltaOf(finding, isPartial));
    const decisions = row.decisions.map(toDecisionView);
    return [{ ...summary, deltas, liveHash: row.liveHash, isPartial, decisions }];
  });
  return { ...page, items };
}

function deltaOf({ kind, path, expected, live }: FindingView, isPartial: boolean): Delta {
  const [git, there] = [shownIn(expected), shownIn(live)].map((side) => splitContext(side, isPartial));
  invariant(git !== undefined && there !== undefined, 'a finding has two sides');
  const part = kind === 'extra' ? 'added' : kind === 'missing' ? 'removed' : partOf(path);
  return { part, git: git.value, live: there.value, context: there.context ?? git.context };
}

function shownIn(value: FindingView['live']): Side {
  return value !== undefined && 'shown' in value ? value.shown : null;
}

/** An evaluation bears what it was evaluated for. */
function splitContext(side: Side, isPartial: boolean): { value: Side; context: Side } {
  if (!isPartial || side === null || typeof side !== 'object' || Array.isArray(side))
    return { value: side, context: null };
  const { context = null, ...value } = side;
  return { value, context };
}

const PARTS: readonly FlagDeltaKind[] = ['state', 'defaultVariant', 'variants', 'targeting', 'metadata'];

function partOf(path: string): FlagDeltaKind {
  const part = PARTS.find((each) => each === path);
  invariant(part !== undefined, `${path} is a part of a flag`);
  return part;
}
