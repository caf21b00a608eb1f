import type { FlagDriftView } from '#lib/contract/drift/flags.ts';
import type { DriftObjectSummary, FindingView } from '#lib/contract/drift/objects.ts';
import type { OperationQuery, OperationResponse } from '#lib/contract/operations.ts';
import { getDriftObject } from '#lib/drift/queries/detail.ts';
import { listDriftObjects } from '#lib/drift/queries/list.ts';
import { storedFindings } from '#lib/drift/stored-findings.ts';
import type { Context } from '#lib/platform/context.ts';
import { invariant } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { FLAG_GROUP } from '#lib/policy/drift-rules.ts';
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
  const page = await listDriftObjects(ctx, query, [FLAG_GROUP]);
  return { ...page, items: await withSides(ctx, page.items) };
}

/** One flag that differs or once did. @throws TidemarkError `not_found`, also for what is no flag. */
export async function getFlagDrift(ctx: Context, objectId: number): Promise<FlagDriftView> {
  const {
    details: _d,
    history: _h,
    expected: _e,
    live: _l,
    expectedHash: _eh,
    source: _s,
    fileUrl: _f,
    ...summary
  } = await getDriftObject(ctx, objectId);
  const [view] = await withSides(ctx, [summary]);
  return found(view, `flag ${objectId}`);
}

async function withSides({ db }: Context, summaries: readonly DriftObjectSummary[]): Promise<FlagDriftView[]> {
  const rows = await db.driftObject.findMany({
    where: { id: { in: summaries.map(({ id }) => id) }, flagSourceId: { not: null } },
    select: {
      id: true,
      findings: true,
      liveHash: true,
      flagSource: { select: { mode: true } },
      decisions: { orderBy: { id: 'desc' }, take: MAX_DECISIONS, include: DECISION_INCLUDE },
    },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return summaries.flatMap((summary) => {
    const row = byId.get(summary.id);
    if (row === undefined) return [];
    const isPartial = row.flagSource?.mode === 'evaluations';
    const deltas = storedFindings(row.findings).map((finding) => deltaOf(finding, isPartial));
    const decisions = row.decisions.map(toDecisionView);
    return [{ ...summary, deltas, liveHash: row.liveHash, isPartial, decisions }];
  });
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
