import { judgeRun } from '#lib/channels/model/judge/judge-run.ts';
import type { Handler } from '../handlers.ts';

/** Asks the judge about the answers of a fully sampled run. */
export const canaryJudge: Handler<'canary.judge'> = (payload, { sampling }, shutdown) =>
  judgeRun(sampling, payload, shutdown);
