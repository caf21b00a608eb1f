import type { KubeObject, NotCompared } from '#lib/kubernetes/types.ts';

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
