import { carryOutGoldenRun } from '#lib/channels/prompt/runs/carry-out.ts';
import type { Handler } from '../handlers.ts';

/** Makes the attempts of a golden run and ends it. */
export const goldenRun: Handler<'golden.run'> = ({ runId }, { golden }, shutdown) =>
  carryOutGoldenRun(golden, runId, shutdown);
