import type { FlagSource, GitSource } from '#generated/prisma/client.ts';
import { recordSightings } from '#lib/drift/record-sightings.ts';
import { refKey } from '#lib/flagd/definition.ts';
import type { GitFlag } from '#lib/flagd/types.ts';
import { openGitSource } from '#lib/git-sources/open.ts';
import { recordGitRead } from '#lib/git-sources/record-read.ts';
import type { LastGood } from '#lib/gitops/source/types.ts';
import type { Context } from '#lib/platform/context.ts';
import { sha256 } from '#lib/platform/crypto.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import { type ComparedSides, compareSides } from './compare-sides.ts';
import { concludeComparison } from './conclude.ts';
import { type GitSide, readGitSide, tidyFolder } from './read-git.ts';
import { followFlags, type Rollout, withoutRollingOut } from './rollout.ts';
import { flagRefOf, sightingsOf } from './sightings.ts';

export interface CompareDeps {
  ctx: Context;
  /** Where clones are kept; in the data folder when left out. */
  clones?: string | undefined;
}

type SourceRow = FlagSource & { source: GitSource };

/**
 * Compares one flagd with git, records what differs, and stores what it came to. What cannot be read makes it unmeasured
 * with a reason; a source that is gone is passed over.
 *
 * @throws the signal's reason when it aborts; what the database does.
 */
export async function compareSource(deps: CompareDeps, flagSourceId: number, signal: AbortSignal): Promise<void> {
  const { ctx } = deps;
  const row = await ctx.db.flagSource.findUnique({ where: { id: flagSourceId }, include: { source: true } });
  if (row === null) return;
  const at = ctx.now();
  const git = await readGit(deps, row, signal);
  if ('problem' in git) {
    const notCompared = [{ reason: 'unreachable', subject: `git source ${row.source.name}`, detail: git.problem }];
    const unmeasured = { verdict: 'unmeasured' as const, reason: git.problem, flags: 0, notCompared };
    return store(ctx, row, at, { ...unmeasured, isPartial: row.mode === 'evaluations', commitSha: row.commitSha });
  }
  const rollout = followFlags(row, hashOfFlags(git.flags.flags), at);
  const sides = await settled(deps, row, rollout, await compareSides(row, git.flags, signal), signal);
  const path = tidyFolder(row.path);
  const { commit } = git.state;
  await recordSightings(ctx, sightingsOf(sides, git.flags.isWhole, { flagSourceId, path, commit, at }));
  await store(ctx, row, at, { ...(await outcomeOf(ctx, row, git, sides)), ...rollout });
}

/** Of what git's flags are, wherever they stand. */
function hashOfFlags(flags: readonly GitFlag[]): string {
  return sha256(stableJson(flags.map(({ ref, definition }) => [ref, definition])));
}

/** Leaves out what is on its way from git to flagd; where git's earlier flags cannot be read, nothing is. */
async function settled(
  { ctx, clones }: CompareDeps,
  { path, source }: SourceRow,
  { commitBefore }: Rollout,
  sides: ComparedSides,
  signal: AbortSignal,
): Promise<ComparedSides> {
  if (commitBefore === null || sides.comparison.flags.every(({ deltas }) => deltas.length === 0)) return sides;
  const options = { path: tidyFolder(path), last: null, commit: commitBefore, now: ctx.now, signal, clones };
  const before = await readGitSide(openGitSource(source, encryptionKey()), options).catch((error: unknown) => {
    signal.throwIfAborted();
    if (error instanceof TidemarkError) return null;
    throw error;
  });
  if (before === null) return sides;
  return { ...sides, comparison: withoutRollingOut(sides.comparison, sides.compareWith(before.flags)) };
}

async function readGit(
  { ctx, clones }: CompareDeps,
  { path, source }: SourceRow,
  signal: AbortSignal,
): Promise<GitSide | { problem: string }> {
  const { now } = ctx;
  try {
    const options = { path: tidyFolder(path), last: lastGoodOf(source), now, signal, clones };
    const side = await readGitSide(openGitSource(source, encryptionKey()), options);
    await recordGitRead(ctx.db, source, side.state);
    return side;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TidemarkError)) throw error;
    const problem = messageOf(error);
    await recordGitRead(ctx.db, source, { problem });
    return { problem };
  }
}

/** The commit that is compared with while git cannot be read. */
function lastGoodOf({ commitSha, fetchedAt }: GitSource): LastGood | null {
  return commitSha === null || fetchedAt === null ? null : { commit: commitSha, fetchedAt };
}

async function outcomeOf(
  { db }: Context,
  row: SourceRow,
  { state }: GitSide,
  { comparison }: ComparedSides,
): Promise<Outcome> {
  const { flags, notCompared, isPartial } = comparison;
  const hidden = await db.driftObject.findMany({
    where: { flagSourceId: row.id, state: 'ignored' },
    select: { namespace: true, name: true },
  });
  const isHidden = new Set(hidden.map((each) => refKey(flagRefOf(each))));
  const differing = flags.filter(({ deltas }) => deltas.length > 0);
  const ignored = differing.filter(({ ref }) => isHidden.has(refKey(ref))).length;
  const counts = { compared: flags.length, drifted: differing.length - ignored, ignored };
  const stale = state.problem === null ? null : { problem: state.problem, fetchedAt: state.fetchedAt };
  const concluded = concludeComparison({ ...counts, notCompared, isPartial, stale });
  return { ...concluded, flags: flags.length, notCompared, isPartial, commitSha: state.commit };
}

interface Outcome extends Partial<Rollout> {
  verdict: 'stable' | 'drifted' | 'calibrating' | 'unmeasured';
  reason: string;
  flags: number;
  notCompared: readonly { reason: string; subject: string; detail: string }[];
  isPartial: boolean;
  commitSha: string | null;
}

/** Stores the outcome, unless a comparison that began later has stored its own, or the source was changed meanwhile. */
async function store({ db }: Context, row: SourceRow, at: Date, outcome: Outcome): Promise<void> {
  const { id, url, mode, path, sourceId } = row;
  await db.flagSource.updateMany({
    where: { id, url, mode, path, sourceId, OR: [{ comparedAt: null }, { comparedAt: { lt: at } }] },
    data: { ...outcome, notCompared: outcome.notCompared.map((each) => ({ ...each })), comparedAt: at },
  });
}
