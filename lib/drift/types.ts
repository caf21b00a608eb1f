import type { Finding } from '#lib/kubernetes/compare/types.ts';
import type { ObjectRef } from '#lib/kubernetes/types.ts';
import type { SEVERITY_RULES, SeverityRule } from '#lib/policy/severity.ts';

/** The two channels whose drift is that of objects. */
export type DriftChannel = 'code' | 'config';

/** Whose objects they are: a cluster's, or the flags of a flagd. */
export type DriftOwner = { clusterId: number } | { flagSourceId: number };

/** A finding as it is stored: with the ignore rule that hides it. */
export interface StoredFinding extends Finding {
  /** Null: it counts. */
  ignoredBy: number | null;
}

/** An object that differs from git, as a detector saw it. Flags bear group `flagd`, kind `Flag`, their set as namespace. */
export interface DriftedObject {
  channel: DriftChannel;
  ref: ObjectRef;
  /** Never empty. */
  findings: readonly Finding[];
  /** Both sides as YAML, secrets hidden; null where that side has nothing. */
  expected: string | null;
  live: string | null;
  expectedHash: string | null;
  liveHash: string | null;
  /** Where git speaks of it; null for what git lacks. */
  source: string | null;
  commit: string | null;
  file: string | null;
}

/** What one look at a cluster or a flagd saw. */
export interface Sightings {
  owner: DriftOwner;
  origin: 'scan' | 'watch';
  at: Date;
  drifted: readonly DriftedObject[];
  /**
   * Of an object that drifted before and is not among `drifted`: whether it was looked at and is as git says. What was
   * not compared keeps its state.
   */
  isClean: (ref: ObjectRef) => boolean;
}

/** What became of a look. */
export interface RecordedDrift {
  /** Occurrences that began and ended with it. */
  begun: number;
  ended: number;
  /** Incidents that it opened or continued. */
  incidentIds: number[];
}

/** What Flux said it did to an object that was not as git says. */
export interface FluxCorrection {
  clusterId: number;
  channel: DriftChannel;
  ref: ObjectRef;
  at: Date;
  /** Whether it is as git says now; otherwise it was only reported. */
  isCorrected: boolean;
  /** e.g. `Kustomization flux-system/apps: Role/payments/r configured`. */
  note: string;
}

/** Facts that decide how urgent one occurrence of drift is. */
export interface OccurrenceFacts {
  ref: ObjectRef;
  /** Occurrences of the object in the 24 h up to and with this one. */
  recent: number;
  /** Highest tier that its namespace, or as a policy its name, bears; null: none. */
  tier: number | null;
  /** Git lacks it, and it is as it is since before such objects were first looked for in its cluster. */
  isOlderThanWatch: boolean;
}

/** A tier that namespaces or policies bear by their names, in which `*` stands for any part. */
export interface TierOfName {
  subject: 'namespace' | 'policy';
  name: string;
  /** 1 to 3. */
  tier: number;
}

/** Rows of the severity table that speak of clusters and flags. */
export type DriftRule = Exclude<keyof typeof SEVERITY_RULES, 'prompt_regression' | 'model_drift'>;

/** Either an incident by a row of the severity table, or only a line in the log, with the reason in words. */
export type OccurrenceDecision =
  | { row: DriftRule; severityRule: SeverityRule; reason: string }
  | { row: null; severityRule: null; reason: string };
