import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Not TypeScript, since what strips types stays in memory (25 MB); the cache keeps stripped and compiled sources, which
// from the second start on also halves the time of a start.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/tidemark-compiled'));

// Neither is imported above, since that comes before the cache.
const { keepYoungHeapSmall } = await import('#lib/platform/collect-garbage.ts');
const starting = keepYoungHeapSmall();
const { work } = await import('./run.ts');
await work(starting);
