import { questionOf, readJudgeAnswer } from '#lib/channels/model/judge/ask.ts';
import { ofNewer } from '#lib/channels/model/judge/opinions.ts';
import { judgeReasonLabel } from '#lib/channels/model/judge/reasons.ts';
import { TRIALS, type Trial } from '#lib/channels/model/judge/trials.ts';
import type { JudgeTest, JudgeTestBody } from '#lib/contract/judges.ts';
import type { Fetch } from '#lib/gateway/capped-fetch.ts';
import { createGatewayClient } from '#lib/gateway/client.ts';
import { judgeRequest } from '#lib/judging/request.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { JUDGE_TIMEOUT_MS } from '#lib/policy/thresholds.ts';
import { callCostUsd } from '#lib/runs/storable.ts';
import { gatewayCredentials } from './credentials.ts';

interface TestWorld {
  fetch?: Fetch;
  /** Uniform in [0, 1). */
  random?: () => number;
}

/**
 * Asks a judge about pairs whose outcome is known, each in both orders, as a night would. Passes when every verdict is
 * usable and right.
 *
 * @throws TidemarkError `not_found`; `misconfigured` when the stored key cannot be opened.
 */
export async function testJudge(
  db: Db,
  gatewayId: number,
  { model, ...prices }: JudgeTestBody,
  { fetch, random = Math.random }: TestWorld = {},
): Promise<JudgeTest> {
  const gateway = found(await db.gateway.findUnique({ where: { id: gatewayId } }), `gateway ${gatewayId}`);
  const client = createGatewayClient({ ...gatewayCredentials(gateway), fetch });
  const asked = TRIALS.flatMap((trial) => [false, true].map((swapped) => ({ trial, swapped })));
  const results = await Promise.all(
    asked.map(async ({ trial, swapped }) => {
      const question = questionOf(trial, swapped, random);
      const startedAt = performance.now();
      const result = await client.ask(judgeRequest(model, question), { timeoutMs: JUDGE_TIMEOUT_MS });
      const answer = readJudgeAnswer(result, question);
      return { trial, swapped, answer, durationMs: Math.round(performance.now() - startedAt) };
    }),
  );
  const steps = results.map(({ trial, swapped, answer, durationMs }) => {
    const name = `${trial.title}, ${swapped ? 'newer answer first' : 'older answer first'}`;
    if (answer.kind === 'unmeasured') {
      const { label, mend } = judgeReasonLabel(answer.reason);
      return { name, ok: false, detail: `${label}. ${answer.detail} ${mend}`, durationMs };
    }
    const verdict = ofNewer(answer.opinion.verdict, swapped);
    return { name, ok: isRight(trial, verdict), detail: `It says ${verdict}: ${answer.opinion.reasons}`, durationMs };
  });
  const costs = results.map(
    ({ answer: { usage } }) =>
      usage.costUsd ?? callCostUsd(usage.promptTokens ?? null, usage.completionTokens ?? null, prices),
  );
  return { ok: steps.every(({ ok }) => ok), steps, calls: asked.length, costUsd: sumOrNull(costs) };
}

function isRight({ differs }: Trial, verdict: string): boolean {
  return (verdict !== 'same') === differs;
}

function sumOrNull(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}
