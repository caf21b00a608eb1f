import { KYVERNO_DEFAULTS } from './kyverno.ts';
import table from './table.json' with { type: 'json' };
import type { DefaultTable } from './table.ts';

/**
 * What objects are filled in with: Kubernetes' own kinds after a real API server, read by
 * `node e2e/real/defaults/generate.ts`; custom resources after their definitions, Kyverno's besides after its manual.
 */
export const BUILT_IN_DEFAULTS: DefaultTable = { ...table, types: { ...table.types, ...KYVERNO_DEFAULTS } };
