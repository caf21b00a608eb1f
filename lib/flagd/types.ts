import type { Json, JsonObject, NotCompared } from '#lib/kubernetes/types.ts';

/** Names a flag; the same key may stand in several flag sets. */
export interface FlagRef {
  /** Null: in no named set. */
  flagSetId: string | null;
  key: string;
}

/** What defines a flag, in flagd's own form. */
export interface FlagDefinition {
  state: string;
  /** Null: the program that asks has its own default. */
  defaultVariant: string | null;
  variants: JsonObject;
  /** With evaluators written out; null where everybody gets the default. */
  targeting: Json;
  /** That of its set included. */
  metadata: JsonObject;
}

/** A flag as git has it. */
export interface GitFlag {
  ref: FlagRef;
  definition: FlagDefinition;
  /** Relative to the folder of flag files. */
  file: string;
  /** From 1. */
  line: number;
}

/** A flag as flagd serves it. */
export interface LiveFlag {
  ref: FlagRef;
  definition: FlagDefinition;
  /** Where flagd has it from, in its own words. */
  source: string | null;
}

/** git's side. */
export interface GitFlags {
  flags: GitFlag[];
  /** Flags that git has, but not in one clear form. */
  unclear: FlagRef[];
  /** Whether every file could be read; otherwise a flag that git seems to lack may stand in another file. */
  isWhole: boolean;
  /** What could not be read or is unclear, and why. */
  notCompared: NotCompared[];
}

/** flagd's side: either all of it or the reason why nothing is known. */
export type LiveFlags = { flags: LiveFlag[] } | { notCompared: NotCompared };
