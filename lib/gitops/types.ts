import type { JsonObject, KubeObject, NotCompared } from '#lib/kubernetes/types.ts';

/** An object that git asks for, and where it stands there. */
export interface RenderedObject {
  object: KubeObject;
  /** File of the repository that it comes from, relative to its root; null where rendering does not tell. */
  file: string | null;
  /** Values that are encrypted in git (SOPS): only their keys can be compared. */
  isEncrypted: boolean;
}

/** What git asks of a cluster at one commit. */
export interface Rendering {
  objects: RenderedObject[];
  /** Parts that could not be rendered; their objects are neither missing nor extra. */
  notCompared: NotCompared[];
}

/** Where a Flux Kustomization takes variables from; later ones win, and those written in it win over all. */
export interface SubstituteReference {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  isOptional: boolean;
}

/** What a Flux Kustomization, or a person, says about how a folder becomes objects. */
export interface RenderSpec {
  /** Folder of the repository; what leads out of it ends at its top. */
  path: string;
  targetNamespace: string | null;
  namePrefix: string | null;
  nameSuffix: string | null;
  /** As in a kustomization: `patch` and `target`. */
  patches: readonly JsonObject[];
  components: readonly string[];
  ignoreMissingComponents: boolean;
  /** As in a kustomization: `name`, `newName`, `newTag`, `digest`. */
  images: readonly JsonObject[];
  buildMetadata: readonly string[];
  commonMetadata: { labels: Readonly<Record<string, string>>; annotations: Readonly<Record<string, string>> } | null;
  /** Null where nothing is substituted. */
  postBuild: {
    substitute: Readonly<Record<string, string>>;
    substituteFrom: readonly SubstituteReference[];
    /** Even where there is no variable, so that defaults are written out. */
    isAlways: boolean;
  } | null;
  /** Whose labels Flux adds; null for a folder that no Kustomization applies. */
  owner: { name: string; namespace: string } | null;
}

/** Programs that rendering needs; null where the machine has none. */
export interface RenderTools {
  kustomize: Tool | null;
  helm: Tool | null;
}

/** A program by its absolute path, and the words that come before everything else. */
export interface Tool {
  command: string;
  words: readonly string[];
}
