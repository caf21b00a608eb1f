import { stringify } from 'yaml';
import type { DriftedObject, Sightings } from '#lib/drift/types.ts';
import { refKey } from '#lib/flagd/definition.ts';
import type { FlagRef } from '#lib/flagd/types.ts';
import type { Finding } from '#lib/kubernetes/compare/types.ts';
import type { Json, ObjectRef } from '#lib/kubernetes/types.ts';
import { isJsonObject } from '#lib/kubernetes/values/json.ts';
import type { FlagComparison, FlagDelta } from '../flags/types.ts';
import type { ComparedSides } from './compare-sides.ts';

/** Where git's side was read. */
interface GitPlace {
  flagSourceId: number;
  /** Folder of flag files. */
  path: string;
  commit: string;
  at: Date;
}

/** What a comparison of flags saw, as it is recorded. A flag that was not compared keeps its state. */
export function sightingsOf(sides: ComparedSides, isGitWhole: boolean, place: GitPlace): Sightings {
  const { comparison, known, isLiveKnown } = sides;
  const compared = new Map(comparison.flags.map((flag) => [refKey(flag.ref), flag]));
  return {
    owner: { flagSourceId: place.flagSourceId },
    origin: 'scan',
    at: place.at,
    drifted: comparison.flags.filter(({ deltas }) => deltas.length > 0).map((flag) => driftedFlag(flag, place)),
    isClean: (ref) => {
      const key = refKey(flagRefOf(ref));
      if (compared.has(key)) return compared.get(key)?.deltas.length === 0;
      // Neither side has it any more; while a side is not known whole, it may.
      return isLiveKnown && isGitWhole && !known.has(key);
    },
  };
}

/** A flag as an object of drift. */
function objectRefOf({ flagSetId, key }: FlagRef): ObjectRef {
  return { group: 'flagd', kind: 'Flag', namespace: flagSetId, name: key };
}

/** The flag that an object of drift stands for. */
export function flagRefOf({ namespace, name }: { namespace: string | null; name: string }): FlagRef {
  return { flagSetId: namespace || null, key: name };
}

function driftedFlag(flag: FlagComparison, { path, commit }: GitPlace): DriftedObject {
  const { ref, deltas, place, gitHash, liveHash } = flag;
  const file = place === null ? null : [path, place.replace(/:\d+$/, '')].filter((step) => step !== '').join('/');
  return {
    channel: 'config',
    ref: objectRefOf(ref),
    findings: deltas.map(findingOf),
    expected: shownSide(flag, 'git'),
    live: shownSide(flag, 'live'),
    expectedHash: gitHash,
    liveHash,
    source: null,
    commit: place === null ? null : commit,
    file,
  };
}

function findingOf({ kind, git, live, context }: FlagDelta): Finding {
  const part = kind === 'added' || kind === 'removed' ? '' : kind;
  return {
    kind: kind === 'added' ? 'extra' : kind === 'removed' ? 'missing' : 'modified',
    path: part,
    ...(git !== null && { expected: { shown: withContext(git, context) } }),
    ...(live !== null && { live: { shown: withContext(live, context) } }),
    writer: null,
  };
}

/** An evaluation says what it was evaluated for. */
function withContext(side: Json, context: FlagDelta['context']): Json {
  return context === null || !isJsonObject(side) ? side : { ...side, context };
}

/** A side as YAML: the whole flag where definitions were compared, else what differs. */
function shownSide({ whole, deltas }: FlagComparison, side: 'git' | 'live'): string | null {
  if (whole !== null) return whole[side] === null ? null : yamlOf(whole[side]);
  const shown = deltas.flatMap((delta) => (delta[side] === null ? [] : [withContext(delta[side], delta.context)]));
  return shown.length === 0 ? null : yamlOf(shown);
}

function yamlOf(value: Json): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}
