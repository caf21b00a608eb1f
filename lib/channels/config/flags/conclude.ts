import { flagName } from '#lib/flagd/definition.ts';
import type { FlagRef } from '#lib/flagd/types.ts';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import { sha256 } from '#lib/platform/crypto.ts';
import type { FlagComparison, FlagsComparison } from './types.ts';

/** The comparison of all flags from those of each. */
export function concluded(flags: FlagComparison[], notCompared: NotCompared[], isPartial: boolean): FlagsComparison {
  const over = (side: 'gitHash' | 'liveHash') => sha256(flags.flatMap((flag) => flag[side] ?? []).join('\n'));
  return { flags, gitHash: over('gitHash'), liveHash: over('liveHash'), notCompared, isPartial };
}

/** A flag that only flagd is known to have while git is not known whole. */
export function perhapsInGit(ref: FlagRef): NotCompared {
  const detail = 'flagd serves it; whether git has it is not known while files of flags cannot be read.';
  return { reason: 'not_rendered', subject: flagName(ref), detail };
}
