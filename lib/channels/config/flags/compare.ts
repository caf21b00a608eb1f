import { refKey } from '#lib/flagd/definition.ts';
import type { FlagDefinition, FlagRef, GitFlag, GitFlags, LiveFlag, LiveFlags } from '#lib/flagd/types.ts';
import type { Json, NotCompared } from '#lib/kubernetes/types.ts';
import { sha256 } from '#lib/platform/crypto.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import { concluded, perhapsInGit } from './conclude.ts';
import type { FlagComparison, FlagDelta, FlagsComparison } from './types.ts';

/**
 * Compares the flags of git with those that flagd serves. Where one side is not known nothing is compared, and nothing
 * is called added while a file of git could not be read.
 */
export function compareFlags(git: GitFlags, live: LiveFlags): FlagsComparison {
  if ('notCompared' in live) return concluded([], [...git.notCompared, live.notCompared], false);
  const gitFlags = byRef(git.flags);
  const liveFlags = byRef(live.flags);
  const unclear = byRef(git.unclear.map((ref) => ({ ref })));

  const flags: FlagComparison[] = [];
  const notCompared: NotCompared[] = [...git.notCompared];
  const refs = byRef([...git.flags, ...live.flags].map(({ ref }) => ({ ref })));
  for (const [key, { ref }] of [...refs].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    if (unclear.has(key)) continue;
    if (!gitFlags.has(key) && !git.isWhole) notCompared.push(perhapsInGit(ref));
    else flags.push(compareFlag(ref, gitFlags.get(key), liveFlags.get(key)));
  }
  return concluded(flags, notCompared, false);
}

function byRef<Flag extends { ref: FlagRef }>(flags: readonly Flag[]): Map<string, Flag> {
  return new Map(flags.map((flag) => [refKey(flag.ref), flag]));
}

function compareFlag(ref: FlagRef, git: GitFlag | undefined, live: LiveFlag | undefined): FlagComparison {
  return {
    ref,
    deltas: deltasOf(git?.definition, live?.definition),
    whole: {
      git: git === undefined ? null : asJson(git.definition),
      live: live === undefined ? null : asJson(live.definition),
    },
    place: git === undefined ? null : `${git.file}:${git.line}`,
    source: live?.source ?? null,
    gitHash: hashOf(git),
    liveHash: hashOf(live),
  };
}

function deltasOf(git: FlagDefinition | undefined, live: FlagDefinition | undefined): FlagDelta[] {
  if (git === undefined)
    return live === undefined ? [] : [{ kind: 'added', git: null, live: asJson(live), context: null }];
  if (live === undefined) return [{ kind: 'removed', git: asJson(git), live: null, context: null }];
  const kinds = ['state', 'defaultVariant', 'variants', 'targeting', 'metadata'] as const;
  return kinds
    .filter((kind) => stableJson(git[kind]) !== stableJson(live[kind]))
    .map((kind) => ({ kind, git: git[kind], live: live[kind], context: null }));
}

function asJson({ state, defaultVariant, variants, targeting, metadata }: FlagDefinition): Json {
  return { state, defaultVariant, variants, targeting, metadata };
}

/** SHA-256, hex, of one side of a flag; null where it has no such flag. */
export function hashOf(flag: { ref: FlagRef; definition: FlagDefinition } | undefined): string | null {
  return flag === undefined ? null : sha256(stableJson([flag.ref, flag.definition]));
}
