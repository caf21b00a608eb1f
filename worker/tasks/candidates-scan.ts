import { runScan } from '#lib/channels/prompt/candidates/scan/run-scan.ts';
import type { Handler } from '../handlers.ts';

/** Searches a Langfuse source on from where the scan stands. */
export const candidatesScan: Handler<'candidates.scan'> = (payload, { scanning }, shutdown) =>
  runScan(scanning, payload, shutdown);
