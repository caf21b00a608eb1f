import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { KubeObject } from '#lib/kubernetes/types.ts';

/** An object of the recording. */
export const recordedObject = z.custom<KubeObject>(
  (value) => typeof value === 'object' && value !== null && 'kind' in value,
);

const drift = z.object({
  name: z.string(),
  /** What somebody did, in words. */
  told: z.string(),
  /** When, in the recording. */
  at: z.string(),
  /** Whether the demo starts with it. */
  isOn: z.boolean(),
  /** Objects as they were afterwards. */
  puts: z.array(recordedObject),
  /** Objects that were gone afterwards. */
  removes: z.array(recordedObject),
});

/** What was recorded of a real cluster: its objects as Flux keeps them, and what became of some when people changed them. */
export const recordedFleetShape = z.object({
  /** The commit that Flux applied. */
  commit: z.string(),
  objects: z.array(recordedObject),
  drifts: z.array(drift),
});

export type RecordedFleet = z.infer<typeof recordedFleetShape>;
export type RecordedDrift = z.infer<typeof drift>;

/** The file that `node e2e/real/fleet/record.ts` writes. */
export const FLEET_FILE = new URL('recorded/fleet.json.gz', import.meta.url);

/** Reads what was recorded. */
export function readFleet(): RecordedFleet {
  return recordedFleetShape.parse(JSON.parse(gunzipSync(readFileSync(FLEET_FILE)).toString('utf8')));
}
