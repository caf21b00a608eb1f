import { setImmediate as turn } from 'node:timers/promises';
import { compareWithBaseline } from '#lib/channels/model/compare.ts';
import { createRandom } from '#lib/channels/model/statistics/random.ts';
import { wilsonInterval } from '#lib/channels/model/statistics/wilson.ts';
import type { PromptSides, SignalName } from '#lib/channels/model/types.ts';
import { sha256 } from '#lib/platform/crypto.ts';
import { CHARS_PER_TOKEN, NIGHTLY_ALPHA, PERMUTATIONS_WHEN_SMALL } from '#lib/policy/thresholds.ts';
import type { LoadedPair } from './corpus.ts';
import { drawNullPairs, drawTrial } from './draw.ts';
import { differingShare, oracleThreshold, rawHashDelta, shareAbove } from './hash-rule.ts';

/** A tenth of the permutations of the second look in production: a verdict needs p at alpha, not far below. */
const SECOND_LOOK = (PERMUTATIONS_WHEN_SMALL + 1) / 10 - 1;

const OPTIONS = { alpha: NIGHTLY_ALPHA, minBaselineRepetitions: 1, permutationsWhenSmall: SECOND_LOOK };

/** Figures of one pair: of a null the rate is that of false alarms, of a positive the power. */
export interface PairResult {
  name: string;
  kind: 'null' | 'positive';
  trials: number;
  /** Trials whose verdict is `drifted`. */
  alarms: number;
  rate: number;
  /** Wilson, 95 %. */
  ci: [low: number, high: number];
  /** Alarms of the rule "more than 30 % of the answers differ byte for byte". */
  rawHashRate: number;
  /** The same with the threshold that knows this pair (hash-rule.ts). */
  oracleHashRate: number;
  /** Calls of one trial, both sides. */
  calls: number;
  callsTonight: number;
  /** Tokens of tonight's answers in one trial, estimated from their length. */
  tokensTonight: number;
  /** Trials that gave no verdict; they count as no alarm. */
  unjudged: number;
  /** How often each signal fired. */
  fired: Partial<Record<SignalName, number>>;
}

/** Runs all trials of a pair; the same pair gives the same figures again. */
export async function runPair(loaded: LoadedPair, onTrial: () => void): Promise<PairResult> {
  const { pair } = loaded;
  const random = createRandom(Number.parseInt(sha256(pair.name).slice(0, 12), 16));
  const deltas: number[] = [];
  const deltasWithoutChange: number[] = [];
  const fired: Partial<Record<SignalName, number>> = {};
  let [alarms, unjudged, characters] = [0, 0, 0];
  for (let trial = 0; trial < pair.trials; trial++) {
    const sides = drawTrial(loaded, random);
    const nulls = drawNullPairs(loaded, random);
    const delta = rawHashDelta(sides);
    deltas.push(delta);
    // Sides with one repetition each have no other null than their exchange, which leaves a hash delta as it is.
    deltasWithoutChange.push(pair.kind === 'positive' && nulls !== null ? differingShare(nulls) : delta);
    characters += charactersTonight(sides);
    const comparison = compareWithBaseline(sides, { seed: trial, ...OPTIONS });
    if (comparison.verdict === 'drifted') alarms += 1;
    if (comparison.pValue === null) unjudged += 1;
    for (const signal of comparison.signals) {
      if (signal.fired) fired[signal.name] = (fired[signal.name] ?? 0) + 1;
    }
    onTrial();
    await turn();
  }
  return {
    name: pair.name,
    kind: pair.kind,
    trials: pair.trials,
    alarms,
    rate: alarms / pair.trials,
    ci: wilsonInterval(alarms, pair.trials),
    rawHashRate: shareAbove(deltas),
    oracleHashRate: shareAbove(deltas, oracleThreshold(deltasWithoutChange)),
    calls: pair.prompts * (pair.baselineReps + pair.currentReps),
    callsTonight: pair.prompts * pair.currentReps,
    tokensTonight: Math.round(characters / pair.trials / CHARS_PER_TOKEN),
    unjudged,
    fired,
  };
}

function charactersTonight(sides: readonly PromptSides<unknown>[]): number {
  return sides.flatMap(({ tonight }) => tonight).reduce((sum, { output }) => sum + output.length, 0);
}
