import { flagName, refKey } from '#lib/flagd/definition.ts';
import { evaluateFlags } from '#lib/flagd/evaluations/evaluate.ts';
import type { FlagOutcome, LiveEvaluations } from '#lib/flagd/evaluations/types.ts';
import type { FlagRef, GitFlag, GitFlags } from '#lib/flagd/types.ts';
import type { JsonObject, NotCompared } from '#lib/kubernetes/types.ts';
import { sha256 } from '#lib/platform/crypto.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import { concluded, perhapsInGit } from './conclude.ts';
import { deltaOf } from './outcome-delta.ts';
import type { FlagComparison, FlagDelta, FlagsComparison } from './types.ts';

/** One flag for one context, on both sides. */
interface Pair {
  context: JsonObject;
  git: FlagOutcome | undefined;
  live: FlagOutcome | undefined;
}

/**
 * Compares what git's flags and flagd's come to for some contexts. Overrides that change none of these values are not
 * seen, so the result is partial. Where a side cannot evaluate a flag nothing is concluded from it: libraries of flagd
 * differ in which nonsense they refuse.
 */
export function compareEvaluations(git: GitFlags, live: LiveEvaluations): FlagsComparison {
  if ('notCompared' in live) return concluded([], [...git.notCompared, live.notCompared], true);
  const contexts = live.contexts.map(({ context }) => context);
  const gitFlags = new Map(git.flags.map((flag) => [refKey(flag.ref), flag]));
  const ours = evaluateFlags(git.flags, contexts).map(({ outcomes }) => byRef(outcomes));
  const theirs = live.contexts.map(({ outcomes }) => byRef(outcomes));
  const refs = byRef([...ours, ...theirs].flatMap((outcomes) => [...outcomes.values()]));
  const unclear = new Set(git.unclear.map(refKey));

  const flags: FlagComparison[] = [];
  const notCompared: NotCompared[] = [...git.notCompared];
  for (const [key, { ref }] of [...refs].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const flag = gitFlags.get(key);
    const pairs = contexts.map((context, at) => ({ context, git: ours[at]?.get(key), live: theirs[at]?.get(key) }));
    const told = pairs.filter((pair) => pair.git?.result.kind !== 'error' && pair.live?.result.kind !== 'error');
    if (unclear.has(key)) continue;
    if (flag === undefined && !git.isWhole) notCompared.push(perhapsInGit(ref));
    else if (told.length === 0 || isTimed(flag)) notCompared.push(notEvaluated(ref));
    else flags.push(comparison(ref, flag, told));
  }
  return concluded(flags, notCompared, true);
}

function byRef(outcomes: readonly FlagOutcome[]): Map<string, FlagOutcome> {
  return new Map(outcomes.map((outcome) => [refKey(outcome.ref), outcome]));
}

/** Both sides are evaluated at different moments. */
function isTimed(flag: GitFlag | undefined): boolean {
  return flag !== undefined && JSON.stringify(flag.definition.targeting).includes('$flagd.timestamp');
}

function notEvaluated(ref: FlagRef): NotCompared {
  const detail =
    'It cannot be evaluated alike on both sides (its rule fails, or depends on the time). Connect to the sync service of flagd to compare definitions.';
  return { reason: 'unreadable', subject: flagName(ref), detail };
}

function comparison(ref: FlagRef, flag: GitFlag | undefined, pairs: readonly Pair[]): FlagComparison {
  const deltas = pairs.flatMap((pair) => deltaOf(flag?.definition ?? null, pair) ?? []);
  const first = new Map<string, FlagDelta>(deltas.toReversed().map((delta) => [delta.kind, delta]));
  const gitHash = sha256(stableJson([ref, pairs.map(({ context, git }) => [context, sideOf(git)])]));
  const liveHash = sha256(stableJson([ref, pairs.map(({ context, live }) => [context, sideOf(live)])]));
  return {
    ref,
    deltas: [...first.values()].toReversed(),
    whole: null,
    place: flag === undefined ? null : `${flag.file}:${flag.line}`,
    source: null,
    gitHash: flag === undefined ? null : gitHash,
    liveHash: pairs.every(({ live }) => live === undefined) && flag?.definition.state !== 'DISABLED' ? null : liveHash,
  };
}

/** A disabled flag that is omitted is as one that is said to be disabled, whose metadata is not told. */
function sideOf(outcome: FlagOutcome | undefined): unknown {
  if (outcome === undefined || outcome.result.kind === 'disabled') return 'disabled';
  return [outcome.result, outcome.metadata];
}
