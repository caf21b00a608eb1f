import { estimateRun } from '#lib/gateway/estimate.ts';
import { isHopeless, isUnmeasuredReason, type SampleResult } from '#lib/gateway/outcome.ts';
import { type AskedQuestion, judgeRequest } from '#lib/judging/request.ts';
import { despiteOutage } from '#lib/platform/despite-outage.ts';
import { JUDGE_MAX_TOKENS, JUDGE_TIMEOUT_MS, MAX_SAMPLE_ATTEMPTS } from '#lib/policy/thresholds.ts';
import { decideCall } from '#lib/runs/budget.ts';
import { countedUsd } from '#lib/runs/call-cost.ts';
import { storableCost } from '#lib/runs/storable.ts';
import { type JudgeAnswer, questionOf, readJudgeAnswer } from './ask.ts';
import type { JudgingFacts } from './facts.ts';
import type { JudgingDeps } from './judge-run.ts';
import { judgementRow, unfitAnswer } from './judgement-row.ts';
import type { OpenQuestion } from './open-questions.ts';
import { awaitsJudge, countRetry, saveJudgement } from './store.ts';

/** One round of questions about a run. */
export interface Inquiry {
  /** Asks one question and stores what came of it. */
  put: (question: OpenQuestion) => Promise<void>;
  /** What is left for another round: whether calls were cut off, and for each to try again how long to wait (ms). */
  outcome: () => { cutOff: boolean; retries: readonly number[] };
}

/** @param stop aborts when the run is cancelled or the process must stop */
export function createInquiry(deps: JudgingDeps, facts: JudgingFacts, attempt: number, stop: AbortSignal): Inquiry {
  const { db } = deps;
  const { judge, runId } = facts;
  const retries: number[] = [];
  let cutOff = false;
  // Nobody else spends on a sampled run, so what it has spent is known here without asking.
  let { budgetSpentUsd: spentUsd } = facts;
  let inFlightUsd = 0;
  /** Once set, the rest is settled without a call. */
  let verdictOnAll: JudgeAnswer | null = null;

  async function save(question: OpenQuestion, answer: JudgeAnswer, estimateUsd: number | null): Promise<void> {
    const row = judgementRow(question, judge, answer);
    const reason = answer.kind === 'unmeasured' && isUnmeasuredReason(answer.reason) ? answer.reason : null;
    const counted = question.unfit === null ? countedUsd(row.costUsd, reason, estimateUsd) : 0;
    spentUsd += counted;
    await despiteOutage(() => saveJudgement(db, runId, row, counted));
  }

  async function call(question: OpenQuestion): Promise<void> {
    const asked = questionOf(question.pair, question.swapped, deps.random);
    const callUsd = questionUsd(asked, judge.prices);
    if (!(await despiteOutage(() => awaitsJudge(db, runId)))) return;
    const decision = decideCall({ budgetUsd: facts.budgetUsd, spentUsd, inFlightUsd, callUsd });
    if (!decision.allowed) {
      return save(question, { kind: 'unmeasured', reason: 'over_budget', detail: decision.reason, usage: {} }, null);
    }
    inFlightUsd += callUsd ?? 0;
    const result = await deps.ask(judge.gateway, judgeRequest(judge.model, asked), {
      timeoutMs: JUDGE_TIMEOUT_MS,
      signal: stop,
    });
    inFlightUsd -= callUsd ?? 0;
    await settle(question, result, readJudgeAnswer(result, asked), callUsd);
  }

  async function settle(
    question: OpenQuestion,
    result: SampleResult,
    answer: JudgeAnswer,
    callUsd: number | null,
  ): Promise<void> {
    if (result.kind === 'unmeasured' && result.reason === 'cancelled') {
      cutOff = true;
    } else if (result.kind === 'retry' && attempt < MAX_SAMPLE_ATTEMPTS) {
      retries.push(result.retryAfterMs ?? 0);
      const costUsd = storableCost(result.partial?.costUsd);
      const counted = countedUsd(costUsd, result.reason, callUsd);
      spentUsd += counted;
      await despiteOutage(() => countRetry(db, runId, { costUsd, countedUsd: counted }));
    } else {
      if (result.kind === 'unmeasured' && isHopeless(result.reason)) verdictOnAll = answer;
      await save(question, answer, callUsd);
    }
  }

  return {
    put: async (question) => {
      if (question.unfit !== null) return save(question, unfitAnswer(question.unfit), 0);
      if (stop.aborted) cutOff = true;
      else if (verdictOnAll !== null) await save(question, { ...verdictOnAll, usage: {} }, 0);
      else await call(question);
    },
    outcome: () => ({ cutOff, retries }),
  };
}

function questionUsd({ messages }: AskedQuestion, prices: JudgingFacts['judge']['prices']): number | null {
  const inputChars = messages.reduce((sum, { content }) => sum + content.length, 0);
  return estimateRun([{ inputChars, maxTokens: JUDGE_MAX_TOKENS, repetitions: 1 }], prices).costUsd;
}
