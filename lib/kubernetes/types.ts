/** What JSON can hold; the API server's answers are read as this and never through typed models, which drop fields. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** An object of the Kubernetes API, raw. */
export interface KubeObject extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: JsonObject & { readonly name: string };
}

/** A kind within a group and version; the core group is ''. */
export interface GroupVersionKind {
  group: string;
  version: string;
  kind: string;
}

/** Names one object of one cluster, whatever version it is read at. */
export interface ObjectRef {
  group: string;
  kind: string;
  /** Null: cluster-scoped. */
  namespace: string | null;
  name: string;
}

/** A kind that an API server serves. */
export interface ResourceType extends GroupVersionKind {
  /** In addresses, e.g. `deployments`. */
  plural: string;
  isNamespaced: boolean;
  verbs: readonly string[];
}

/** Why something was not compared; never counted as clean. */
export type NotComparedReason =
  | 'forbidden'
  | 'unauthorized'
  | 'not_served'
  | 'unreachable'
  | 'expired'
  | 'refused'
  | 'too_large'
  | 'unreadable'
  | 'not_rendered'
  | 'opted_out';

/** What a comparison left out, and why, in words for a person. */
export interface NotCompared {
  reason: NotComparedReason;
  /** What: an object, a kind, a source, e.g. `secrets in payments`. */
  subject: string;
  /** What happened and how to mend it. */
  detail: string;
}
