import { setTimeout as sleep } from 'node:timers/promises';
import { recordAudit } from '#lib/audit/record.ts';
import type { CandidateTry, TryCandidateBody, TryEstimate } from '#lib/contract/candidates.ts';
import { createGatewayClient } from '#lib/gateway/client.ts';
import { gatewayCredentials } from '#lib/gateways/credentials.ts';
import type { Context } from '#lib/platform/context.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { problemError } from '#lib/yaml/problem.ts';
import { readSuiteAt } from '../repository/read-suite.ts';
import { attemptTask } from '../runner/attempt-task.ts';
import { estimateAttempts } from '../runner/estimate.ts';
import { createTraffic } from '../runner/traffic.ts';
import type { AttemptOrder } from '../runner/types.ts';
import { readPrices } from '../runs/prices.ts';
import type { GoldenTask } from '../task/format.ts';
import { subjectOf } from './claim.ts';
import { checkDraft } from './draft.ts';

/** Milliseconds that a curator waits for one try, its retries included. */
const TRY_TIMEOUT_MS = 120_000;

/** Milliseconds that a curator waits for the server of the repository; after that its last state counts. */
const SERVER_PATIENCE_MS = 20_000;

/**
 * What one try of a draft would take. The caller has checked the permission `candidate.decide`.
 *
 * @throws TidemarkError `not_found`; `invalid_input` with every problem of the draft, or when the repository has no such
 *   agent or the agent no such model; and as `readSuiteAt`.
 */
export async function estimateCandidateTry(ctx: Context, id: number, body: TryCandidateBody): Promise<TryEstimate> {
  return (await prepare(ctx, id, body)).estimate;
}

/**
 * Runs a draft once, as a gate would run it. Nothing is stored but an audit row. The caller has checked the permission
 * `candidate.decide`.
 *
 * @throws TidemarkError as {@link estimateCandidateTry}; `conflict` when it could cost more than the repository's budget;
 *   `unavailable` when it takes too long.
 */
export async function tryCandidate(ctx: Context, id: number, body: TryCandidateBody): Promise<CandidateTry> {
  const { order, estimate, gateway, prices } = await prepare(ctx, id, body);
  const { maxCostUsd, budgetUsd } = estimate;
  if (budgetUsd !== null && maxCostUsd !== null && maxCostUsd > budgetUsd) {
    const told = `One try can cost ${maxCostUsd} US dollars, more than the ${budgetUsd} that the repository allows.`;
    throw new TidemarkError('conflict', told);
  }
  const client = createGatewayClient(gatewayCredentials(gateway));
  const traffic = createTraffic({
    budgetUsd,
    spentUsd: 0,
    prices,
    random: Math.random,
    now: () => performance.now(),
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  });
  const summary = `Tried the draft of candidate ${id} against ${body.agent} with ${body.model}`;
  await recordAudit(ctx.db, { actor: ctx.actor, action: 'candidate.try', ...subjectOf(id), summary });
  const signal = AbortSignal.timeout(TRY_TIMEOUT_MS);
  const deps = { agent: client, judge: client, traffic, random: Math.random };
  const attempt = await attemptTask(deps, order, signal).catch((cause: unknown) => {
    if (!signal.aborted) throw cause;
    throw new TidemarkError('unavailable', 'The try took too long and was ended. Try again, or try another model.', {
      cause,
    });
  });
  return { estimate, attempt };
}

async function prepare(ctx: Context, id: number, { draft, agent: agentName, model }: TryCandidateBody) {
  const row = await ctx.db.candidate.findUnique({
    where: { id },
    include: { source: { include: { repository: { include: { gateway: true } } } } },
  });
  const { repository } = found(row, `candidate ${id}`).source;
  const task = validTask(draft);
  const signal = AbortSignal.timeout(SERVER_PATIENCE_MS);
  const suite = await readSuiteAt(ctx, repository.id, { orLast: true, signal });
  const agent = suite.project.agents.find(({ name }) => name === agentName);
  const prompt = suite.prompts.get(agentName);
  if (agent === undefined || prompt === undefined || !agent.models.includes(model)) {
    const known = suite.project.agents.map(({ name, models }) => `${name} (${models.join(', ')})`).join('; ');
    throw new TidemarkError(
      'invalid_input',
      `The repository has no agent ${agentName} with ${model}. It has: ${known}.`,
    );
  }
  const { temperature, maxOutputTokens, judge = null } = agent;
  const order: AttemptOrder = {
    task,
    agent: { prompt: prompt.text, model, temperature, maxOutputTokens },
    judge,
    side: 'head',
    number: 0,
  };
  const prices = await readPrices(ctx.db, repository.gatewayId);
  const { calls, promptTokens, maxCompletionTokens, costUsd } = estimateAttempts([task], order.agent, {
    attempts: 1,
    judge,
    prices: { agent: prices(model), judge: judge === null ? null : prices(judge.model) },
  });
  const budgetUsd = repository.runBudgetUsd;
  const estimate: TryEstimate = { calls, promptTokens, maxCompletionTokens, maxCostUsd: costUsd, budgetUsd };
  return { order, estimate, gateway: repository.gateway, prices };
}

function validTask(draft: string): GoldenTask {
  const { task, problems } = checkDraft(draft);
  if (task !== null) return task;
  throw problemError(
    'The draft is not valid',
    problems.map((problem) => ({ file: 'draft', ...problem })),
  );
}
