import { canonicalise } from '../canonicalise.ts';
import { measureShift } from './directional.ts';
import { distanceMatrix } from './distances.ts';
import type { Measurement, Statistic } from './measurement.ts';
import type { PooledPrompt } from './pool.ts';
import { measureDistances } from './symmetric.ts';

const NOTHING = 'No prompt was answered with a tool call.';

/**
 * Share of answer pairs that call different tools or with other arguments, on prompts that were ever answered with a
 * call. The test adds whether fewer or more calls were made; with one answer on each side that alone can be tested.
 */
export const toolCalls: Statistic = (pool): Measurement => {
  const differing = measureDistances(pool, callsOf, NOTHING);
  const called = measureShift(pool, (prompt) => (hasCalls(prompt) ? callCounts(prompt) : null), NOTHING);
  return {
    ...differing,
    unmeasured: called.unmeasured,
    components: [...differing.components, ...called.components],
    facts: called.facts,
  };
};

function hasCalls({ answers }: PooledPrompt): boolean {
  return answers.some((answer) => answer.toolCalls.length > 0);
}

function callCounts({ answers }: PooledPrompt): number[] {
  return answers.map((answer) => answer.toolCalls.length);
}

function callsOf(prompt: PooledPrompt) {
  if (!hasCalls(prompt)) return null;
  const calls = prompt.answers.map(({ toolCalls: made }) => canonicalise({ output: '', toolCalls: made }));
  return distanceMatrix(calls, (left, right) => Number(left !== right));
}
