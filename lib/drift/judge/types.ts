import type { ObjectRef } from '#lib/kubernetes/types.ts';
import type { Severity } from '#lib/policy/severity.ts';
import type {
  DriftChannel,
  DriftedObject,
  DriftRule,
  OccurrenceDecision,
  StoredFinding,
  TierOfName,
} from '../types.ts';
import type { IgnoreFacts } from './ignore.ts';

/** What is on record of an object. */
export interface KnownObject {
  id: number;
  ref: ObjectRef;
  channel: DriftChannel;
  state: 'drifted' | 'ignored' | 'clean';
  findings: readonly StoredFinding[];
  expectedHash: string | null;
  liveHash: string | null;
  source: string | null;
  commit: string | null;
  file: string | null;
  /** Policies that it speaks of. */
  policies: readonly string[];
  lastSeenAt: Date;
  /** The occurrence that goes on; null: it does not drift, or only in what is hidden. */
  open: KnownOccurrence | null;
  /** The last that ended. */
  ended: { id: number; firstSeenAt: Date; correctedAt: Date } | null;
  /** Occurrences that began in the 24 h up to this look, and in those up to and with the open one. */
  recent: { untilNow: number; untilOpen: number };
}

export interface KnownOccurrence {
  id: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
  managers: readonly string[];
  /** Seen by a comparison; otherwise only Flux's word is known. */
  isCompared: boolean;
  severity: Severity | null;
  incident: IncidentRef | null;
}

/** An incident that an occurrence belongs to. */
export interface IncidentRef {
  id: number;
  fingerprint: string;
  isResolved: boolean;
  /** A person closed it before this look because it was fixed. */
  isSaidFixed: boolean;
}

/** By what an object is judged. */
export interface Yardstick {
  /** Rules that work now. */
  rules: readonly IgnoreFacts[];
  tiers: readonly TierOfName[];
  /** Since when objects that git lacks are looked for; null: they are not watched as objects of a cluster are. */
  watchedSince: Date | null;
}

/** What one look says of an object; `unseen` is one that was not compared. */
export type Look = { saw: 'drift'; object: DriftedObject } | { saw: 'clean' } | { saw: 'nothing' };

/** Both sides of an object that differs, and where git speaks of it. */
export type ObjectSides = Omit<DriftedObject, 'ref' | 'channel' | 'findings'>;

/** Why an occurrence ended. */
export type EndReason = 'clean' | 'ignored' | 'flux';

/** A decision for an incident. */
export type IncidentDecision = Extract<OccurrenceDecision, { row: DriftRule }>;

export type OccurrenceChange =
  | {
      kind: 'begin';
      origin: 'scan' | 'watch' | 'flux';
      decision: OccurrenceDecision;
      managers: readonly string[];
      note: string | null;
      /** Set where it is over already. */
      correctedAt: Date | null;
    }
  | {
      kind: 'continue';
      id: number;
      lastSeenAt: Date;
      managers: readonly string[];
      note: string | null;
      /** Set where it became more urgent, or is not fixed as a person said. */
      escalation: IncidentDecision | null;
    }
  | { kind: 'end'; id: number; correctedAt: Date; why: EndReason; note: string | null }
  /** Flux's word on one that ended before. */
  | { kind: 'note'; id: number; note: string };

/** What becomes of one object. */
export interface ObjectChange {
  /** Null: it is new. */
  id: number | null;
  ref: ObjectRef;
  channel: DriftChannel;
  at: Date;
  state: KnownObject['state'];
  /** Null leaves what is stored. */
  findings: readonly StoredFinding[] | null;
  sides: ObjectSides | null;
  /** When it was last seen to differ; null leaves that. */
  lastSeenAt: Date | null;
  occurrence: OccurrenceChange | null;
  /** The incident that its open occurrence belonged to; null: none. */
  incidentBefore: IncidentRef | null;
}
