import table from './table.json' with { type: 'json' };
import type { DefaultTable } from './table.ts';

/** What Kubernetes' own kinds are filled in with, read from a real API server by `node e2e/real/defaults/generate.ts`. */
export const BUILT_IN_DEFAULTS: DefaultTable = table;
