import type { FindingKind } from '#lib/kubernetes/compare/types.ts';

/** Somebody changes an object behind git's back, and what must be found. */
export interface Drift {
  name: string;
  /** `Kind/name` of an object that git holds. */
  of: string;
  manager: string;
  /** A list is a JSON patch, an object a strategic merge patch. */
  patch: unknown;
  subresource?: string;
  expected: readonly Expected[];
}

export interface Expected {
  kind: FindingKind;
  path: string;
  /** Null where the server records nobody: whoever removes a field leaves no trace, but in a whole that has one owner. */
  manager: string | null;
}

export const found = (kind: FindingKind, path: string, manager: string | null): Expected => ({ kind, path, manager });
export const remove = (path: string) => [{ op: 'remove', path }];
export const set = (path: string, value: unknown) => [{ op: 'add', path, value }];
export const inPod = (spec: unknown) => ({ spec: { template: { spec } } });
export const inWeb = (container: object) => inPod({ containers: [{ name: 'web', ...container }] });

export const POD = 'spec.template.spec';
export const WEB = `${POD}.containers[name="web"]`;
export const CONTAINER = '/spec/template/spec/containers/0';

/** One field changes: what was done, to which object, by whom, and the one finding. */
export function drift(
  name: string,
  of: string,
  manager: string,
  patch: unknown,
  kind: FindingKind,
  path: string,
): Drift {
  return { name, of, manager, patch, expected: [found(kind, path, kind === 'missing' ? null : manager)] };
}
