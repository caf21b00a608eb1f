import type { SchemaNode } from '#lib/kubernetes/schema/node.ts';
import type { NotCompared, ResourceType } from '#lib/kubernetes/types.ts';
import type { PackedObject } from './pack.ts';

/** An object that git asks for, as it was when it was last compared. */
export interface KnownObject {
  git: PackedObject;
  /** Of the live object; null where there was none. */
  resourceVersion: string | null;
  uid: string | null;
  /** Null: it was not compared, or only read where a dry run was wanted. */
  findings: number | null;
  /** Hash of the live side while it drifts; null otherwise. */
  driftHash: string | null;
  /** Hash of git's side; null where it was not worked out. */
  expectedHash: string | null;
  /** As in ComparedObject; null for none. */
  untried: NotCompared | null;
}

/** One list of a kind. */
export interface KnownList {
  /** Null: everything. */
  namespace: string | null;
  /** At which it was read, so that a watch can begin there; null where it could not be read to its end. */
  resourceVersion: string | null;
  /** What of it was not compared when it was last read. */
  notCompared: NotCompared[];
}

/** A kind that git has objects of, or that somebody may add some of. */
export interface KindMemory {
  type: ResourceType;
  /** Null where the API server did not describe it, or git has nothing of it. */
  schema: SchemaNode | null;
  lists: KnownList[];
  /** By the place of the object (`placeOf`). */
  objects: Map<string, KnownObject>;
  /** Live objects that git lacks, with what tells one from another that is made in its place, by their places. */
  extras: Map<string, string>;
  /** Places to look at the next time whatever their version: what was made anew is found once. */
  again: Set<string>;
  /** As in KindPlan. */
  extrasIn: ReadonlySet<string>;
  isOptional: boolean;
}

/** What is kept of a full comparison, so that afterwards only what changed must be looked at. Git's side is packed. */
export interface ClusterMemory {
  kinds: KindMemory[];
  /** All that the cluster serves. */
  types: readonly ResourceType[];
  /** Lists that reach everything namespaced that git has. */
  lists: readonly (string | null)[];
  /** Git has objects whose number of replicas could be set automatically. */
  hasScalable: boolean;
  isStrict: boolean;
  /** As in ExpectedSide. */
  otherOwners: readonly string[] | null;
  incompleteSources: readonly string[] | null;
  /** Kinds, as `group/Kind`, that git has objects of and the cluster does not serve. */
  unplaced: ReadonlySet<string>;
  /** What Flux had applied. */
  appliedByFlux: string;
  /** What was not compared for reasons that only a full comparison sees again. */
  notCompared: readonly NotCompared[];
}
