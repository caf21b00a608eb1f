import { type ComparisonInput, compareObject } from '../compare/compare-object.ts';
import { TRUSTED_WRITERS } from '../compare/ownership/trusted.ts';
import type { ObjectComparison } from '../compare/types.ts';
import type { KubeObject } from '../types.ts';
import { applied } from './applied.ts';
import { testSchema } from './schema.ts';

export const GITOPS = 'kustomize-controller';

/** A widget of git. */
export function widget(spec: KubeObject[string], metadata: object = {}): KubeObject {
  return { apiVersion: 'test.example/v1', kind: 'Widget', metadata: { name: 'w', namespace: 'n', ...metadata }, spec };
}

/** Compares with nothing known besides both sides; the live side defaults to git's, applied. */
export function compared(expected: KubeObject, over: Partial<ComparisonInput> = {}): ObjectComparison {
  const schema = testSchema(expected.kind === 'Secret' ? 'Secret' : 'Widget');
  return compareObject({
    expected,
    live: applied(expected, schema, GITOPS),
    schema,
    defaults: { serverVersion: 'v1.0.0', types: {}, keepsZero: {} },
    gitopsManager: GITOPS,
    trusted: TRUSTED_WRITERS,
    isEncrypted: false,
    ignoredPointers: [],
    isScaled: false,
    isStrict: false,
    lastSeenUid: null,
    ...over,
  });
}

/** `kind path` of every finding. */
export function linesOf({ findings }: ObjectComparison): string[] {
  return findings.map(({ kind, path }) => `${kind} ${path}`);
}
