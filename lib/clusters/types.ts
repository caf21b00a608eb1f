import type { Checkout } from '#lib/gitops/source/types.ts';
import type { RenderTools } from '#lib/gitops/types.ts';
import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import type { FindingKind, ObjectComparison } from '#lib/kubernetes/compare/types.ts';
import type { KubeObject, NotCompared } from '#lib/kubernetes/types.ts';
import type { Clock } from '#lib/platform/clock.ts';
import type { DryRuns } from './live/dry-runs.ts';
import type { ClusterMemory } from './memory/types.ts';

/** Which files of a repository are wanted. */
export interface FilesWanted {
  /** Null: the head of the branch. */
  commit: string | null;
  /** That Flux follows; null where nothing says. */
  branch: string | null;
  /** What a GitRepository of Flux leaves out; null where nothing does. */
  ignore: string | null;
  /** Whether the files of the commit are needed; the folder may be empty where not. Always where it is left out. */
  isNeeded?: (commit: string) => boolean;
}

/** A repository that a person named; no other is ever read. */
export interface GivenRepository {
  /** As the person wrote it. */
  name: string;
  /** Addresses by which Flux objects may mean it. */
  addresses: readonly string[];
  /**
   * Does `work` with the files of a commit, which are gone afterwards.
   *
   * @throws TidemarkError where git cannot be read.
   */
  withFiles<T>(wanted: FilesWanted, signal: AbortSignal, work: (files: Checkout) => Promise<T>): Promise<T>;
}

/** A folder of a repository that is applied as it is. */
export interface AskedFolder {
  repository: GivenRepository;
  path: string;
  /** Field manager that applies it server-side; null where it is applied otherwise. */
  manager: string | null;
}

/** What is to be compared. */
export interface ClusterQuestion {
  folders: readonly AskedFolder[];
  /** Compare what the cluster's Flux objects say, too, as far as it comes from the repositories. */
  withFlux: boolean;
  /** Null: all, and what belongs to no namespace. */
  namespaces: readonly string[] | null;
  /** Count fields without an owner as drift, too. */
  isStrict: boolean;
}

/** What a scan touches outside itself. */
export interface ScanDeps {
  client: KubeClient;
  /** Those that Flux objects may mean. */
  repositories: readonly GivenRepository[];
  tools: RenderTools;
  now: Clock;
  /** Begins the dry runs of one comparison; left out or null: the cluster is only read. */
  dryRuns?: (() => DryRuns) | null;
}

/** How far a scan is. */
export interface ScanProgress {
  /** Kinds of objects that were read, of all that git has. */
  kinds: number;
  ofKinds: number;
  /** Objects that were compared. */
  objects: number;
}

export interface ScanOptions {
  signal: AbortSignal;
  onProgress?: (progress: ScanProgress) => void;
  /** What was kept of an earlier comparison: tells objects that were deleted and made anew. */
  before?: ClusterMemory | null;
}

/** A part of git that asks something of the cluster. */
export interface SourceRead {
  /** `Kustomization flux-system/apps`, or the folder. */
  name: string;
  repository: string;
  path: string;
  commit: string;
  /** Why an older commit had to be taken; null where nothing was wrong. */
  problem: string | null;
}

/** An object that git asks for, and all that is known about how it comes into the cluster. */
export interface ExpectedObject {
  object: KubeObject;
  /** As {@link SourceRead.name}. */
  source: string;
  commit: string;
  file: string | null;
  isEncrypted: boolean;
  /** Field manager under which git is applied server-side; null where it is applied otherwise. */
  manager: string | null;
  /** Field manager that applied it server-side where the cluster says so, and updated it otherwise; left out: none. */
  maybeManager?: string | undefined;
  ignoredPointers: readonly string[];
  /** Why git does not say what it should be, only that it should be there; left out where it does. */
  contested?: NotCompared | undefined;
}

/** The comparison of an object, and where git speaks of it; all null for what git lacks. */
export interface ComparedObject extends ObjectComparison {
  source: string | null;
  commit: string | null;
  file: string | null;
  /** Both sides as YAML, secrets hidden; null where nothing was found. */
  sides: { expected: string | null; live: string | null } | null;
  /** Why no dry run told more: what was read was compared all the same. Left out where one did, or none was wanted. */
  untried?: NotCompared;
}

/** What a comparison comes to. Never `stable` while something that git has was not compared. */
export type ClusterVerdict = 'stable' | 'drifted' | 'unmeasured';

/** Objects of one namespace, or those of none (null). */
export interface NamespaceSummary {
  namespace: string | null;
  objects: number;
  drifted: number;
  expectedHash: string;
  liveHash: string;
}

/** A cluster beside what git says. */
export interface ClusterComparison {
  verdict: ClusterVerdict;
  /** In words. */
  reason: string;
  comparedAt: Date;
  /** Version of the API server; null where it did not answer. */
  serverVersion: string | null;
  sources: SourceRead[];
  /** Objects that git has, compared, and those that git lacks; by namespace, kind and name. */
  comparisons: ComparedObject[];
  /** Objects of git that were compared. */
  objects: number;
  findings: Record<FindingKind, number>;
  namespaces: NamespaceSummary[];
  hashes: { expected: string; live: string };
  /** What git has and was not compared. */
  notCompared: NotCompared[];
  /** What git, or the object that applies it, asks not to be compared, and kinds without any of git that may not be read. */
  optedOut: NotCompared[];
}
