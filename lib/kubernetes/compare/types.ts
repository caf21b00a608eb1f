import type { Json, NotCompared, ObjectRef } from '../types.ts';

/** What a comparison can find; the order is that of pages and reports. */
export const FINDING_KINDS = [
  /** git has the field or object, the cluster has not. */
  'missing',
  /** Both have the field, with other values. */
  'modified',
  /** Somebody other than the GitOps controller added the field. */
  'foreign',
  /** The GitOps controller applied the field once, git no longer has it. */
  'stale',
  /** The cluster has an object that git has not. */
  'extra',
  /** The record of who owns which field was removed or forged, or the object is no longer the one that was applied. */
  'ownership-lost',
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

/** Who wrote a field last, as the API server recorded it. */
export interface FieldWriter {
  manager: string;
  operation: 'Apply' | 'Update';
  subresource: string | null;
  /** ISO 8601; null where the server kept none. */
  time: string | null;
}

/** One difference of one object. */
export interface Finding {
  kind: FindingKind;
  /** e.g. `spec.template.spec.containers[name="app"].image`; '' for the whole object. */
  path: string;
  /** Undefined where git has nothing there; for secrets only `hidden`. */
  expected?: ShownValue;
  live?: ShownValue;
  /** Of an object that git lacks: since when it is as it is, ISO 8601; left out where the server kept no time. */
  since?: string;
  /** Null where nobody is on record. */
  writer: FieldWriter | null;
  /** Set: git does not say so itself; `expected` is what the cluster would make of git's object, as a dry run says. */
  isOfDryRun?: true;
}

/** A value as it may be stored and shown. */
export type ShownValue = { shown: Json } | { hidden: 'secret' | 'encrypted' };

/** What the comparison of one object said. */
export interface ObjectComparison {
  ref: ObjectRef;
  findings: Finding[];
  /** SHA-256, hex, of git's canonical form. */
  expectedHash: string | null;
  /** SHA-256, hex, of the cluster's side projected on what counts: equal to `expectedHash` exactly if nothing was found. */
  liveHash: string | null;
  /** Set where git opts the object out: it is neither clean nor drifted, and has no hashes. */
  notCompared: NotCompared | null;
}
