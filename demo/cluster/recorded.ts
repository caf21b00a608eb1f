import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const resource = z.object({
  resource: z.string(),
  responseKind: z.object({ group: z.string(), version: z.string(), kind: z.string() }),
  scope: z.enum(['Namespaced', 'Cluster']),
  verbs: z.array(z.string()),
});

const group = z.object({
  metadata: z.object({ name: z.string().default('') }),
  versions: z.array(z.object({ version: z.string(), resources: z.array(resource), freshness: z.string().optional() })),
});

/** What was recorded of a real API server: its version, what it serves, and how it describes it (without prose). */
export const recordedShape = z.object({
  gitVersion: z.string(),
  groups: z.array(group),
  /** Schemas by group and version, e.g. `apps/v1`. */
  schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
});

export type Recorded = z.infer<typeof recordedShape>;
export type RecordedGroup = z.infer<typeof group>;

/** The file that `node e2e/real/cluster/record.ts` writes. */
export const RECORDED_FILE = new URL('recorded/api-server.json.gz', import.meta.url);

/** Reads what was recorded. */
export function readRecorded(): Recorded {
  return recordedShape.parse(JSON.parse(gunzipSync(readFileSync(RECORDED_FILE)).toString('utf8')));
}
