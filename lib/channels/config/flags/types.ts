import type { FlagRef } from '#lib/flagd/types.ts';
import type { Json, JsonObject, NotCompared } from '#lib/kubernetes/types.ts';

/**
 * How a flag can differ: `added` is served by flagd and not in git, `removed` is in git and not served, any other names
 * the part of the definition that differs.
 */
export type FlagDeltaKind = 'added' | 'removed' | 'state' | 'defaultVariant' | 'variants' | 'targeting' | 'metadata';

/** One difference of one flag, both sides in flagd's form. */
export interface FlagDelta {
  kind: FlagDeltaKind;
  /** Null where git has nothing there. */
  git: Json;
  /** Null where flagd has nothing there. */
  live: Json;
  /** What both sides were evaluated for; null where definitions were compared. */
  context: JsonObject | null;
}

/** What the comparison of one flag said. */
export interface FlagComparison {
  ref: FlagRef;
  /** Empty: both sides mean the same. */
  deltas: FlagDelta[];
  /** Both sides whole, null where one has no such flag; null where only values for some contexts were compared. */
  whole: { git: Json; live: Json } | null;
  /** Where git has it, `file:line`; null where it has it not. */
  place: string | null;
  /** Where flagd has it from, in its own words; null where it does not say. */
  source: string | null;
  /** SHA-256, hex, of each side; null where it has no such flag. */
  gitHash: string | null;
  liveHash: string | null;
}

/** What the comparison of all flags said. */
export interface FlagsComparison {
  /** Every flag that was compared, in the order of sets and keys. */
  flags: FlagComparison[];
  /** SHA-256, hex, of each side over the flags that were compared; equal exactly if there is no delta. */
  gitHash: string;
  liveHash: string;
  notCompared: NotCompared[];
  /** Only values for some contexts were compared: what makes no difference to them was not seen. */
  isPartial: boolean;
}
