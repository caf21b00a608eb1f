import type { JsonObject, NotCompared, ObjectRef } from '#lib/kubernetes/types.ts';
import type { RenderSpec, SubstituteReference } from '../types.ts';

/** A repository of git that Flux takes from. */
export interface FluxSource {
  namespace: string;
  name: string;
  url: string;
  /** Null where it follows a tag or a commit. */
  branch: string | null;
  ignore: string | null;
  /** What Flux has of it, such as `main@sha1:<commit>`; null where it has nothing yet. */
  revision: string | null;
}

/** What Flux leaves alone of objects that it applies, by their fields. */
export interface FluxIgnoreRule {
  /** JSON pointers. */
  paths: string[];
  /** Null: of every object. Text values are regular expressions, anchored. */
  target: Partial<
    Record<'group' | 'version' | 'kind' | 'name' | 'namespace' | 'labelSelector' | 'annotationSelector', string>
  > | null;
}

/** A Kustomization of Flux that can be compared. */
export interface KustomizationPlan {
  namespace: string;
  name: string;
  source: FluxSource;
  /** What Flux applied last; what is newer is not drift but not applied yet. */
  applied: { commit: string; revision: string; generation: number };
  spec: RenderSpec;
  ignoreRules: FluxIgnoreRule[];
  /** Whether Flux deletes what git no longer has. */
  prunes: boolean;
  /** What Flux applied, by its own record. */
  inventory: ObjectRef[];
}

/** Where a HelmRelease takes values from: whole files, later ones win. */
export interface ValuesReference extends SubstituteReference {
  key: string;
}

/** A HelmRelease that can be rendered. */
export interface HelmReleasePlan {
  namespace: string;
  name: string;
  source: FluxSource;
  /** Folder of the chart in the repository. */
  chart: string;
  /** Further values in the chart's repository, from its top. */
  valuesFiles: string[];
  installed: InstalledChart;
  release: ReleaseName;
  valuesFrom: ValuesReference[];
  /** As written in the object; they win over all others. */
  values: JsonObject;
  commonMetadata: RenderSpec['commonMetadata'];
  /** What helm-controller leaves alone when it looks for drift. */
  ignoreRules: FluxIgnoreRule[];
}

/** What Flux installed last of a chart that lies in git. */
export interface InstalledChart {
  /** What source-controller has of git; what is newer is not drift but not installed yet. */
  commit: string;
  /** As Helm has it on record, such as `1.2.0+5f3c0c9d7a3d`. */
  chartVersion: string;
  /** The chart was packed of just this commit; else only its version is known to be the same. */
  isOfCommit: boolean;
  /** ISO 8601; null where Flux does not say. */
  deployedAt: string | null;
}

/** What Helm calls a release, and where it keeps it. */
export interface ReleaseName {
  name: string;
  /** That objects without a namespace of their own come to. */
  namespace: string;
  storageNamespace: string;
  /** Null where Flux has not installed it yet. */
  version: number | null;
}

/** Whether helm-controller says that a release drifted. */
export interface DriftCondition {
  namespace: string;
  name: string;
  message: string;
  /** ISO 8601. */
  since: string | null;
}

/** What of Flux's objects is to be rendered, and what is not. */
export interface FluxPlan {
  kustomizations: KustomizationPlan[];
  releases: HelmReleasePlan[];
  /** What helm-controller reports by itself, also of releases that are not rendered. */
  drifted: DriftCondition[];
  notCompared: NotCompared[];
}
