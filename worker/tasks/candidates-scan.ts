import { runScan } from '#lib/channels/prompt/candidates/scan/run-scan.ts';
import { keepYoungHeapSmall } from '#lib/platform/collect-garbage.ts';
import type { Handler } from '../handlers.ts';

/** Searches a Langfuse source on from where the scan stands; a queue lets one scan run at a time. */
export const candidatesScan: Handler<'candidates.scan'> = async (payload, { scanning }, shutdown) => {
  using _ = keepYoungHeapSmall();
  await runScan(scanning, payload, shutdown);
};
