import { compareWithBaseline } from '#lib/channels/model/compare.ts';
import { createEncoder } from '#lib/channels/model/encoder/encoder.ts';
import { classify } from '#lib/channels/model/refusal/classify.ts';
import { weighNight } from '#lib/channels/model/sequential/night.ts';
import { createRandom } from '#lib/channels/model/statistics/random.ts';
import type { Answer } from '#lib/channels/model/types.ts';
import { invariant } from '#lib/platform/errors.ts';
import { PERMUTATIONS } from '#lib/policy/thresholds.ts';
import { makeAnswers } from '#lib/recorded/features.ts';
import type { RecordedAnswer } from '#lib/recorded/line.ts';
import { sidesOf } from '#lib/recorded/sides.ts';

/**
 * Judges unchanged endpoint-nights in a process of its own, so that time and memory are those of judging alone, and
 * sends the parent what each cost. The worst case for the encoder: every answer is new and fills its window.
 */
const PROMPTS = 20;
const BASELINE_REPETITIONS = 3;
const ANSWER_WORDS = 200;

const WORDS = (
  'the model should answer every question with care because small changes matter when numbers are compared ' +
  'first check whether input is valid then return the result as a list of items sorted by date however if there ' +
  'is no value explain why and suggest what could be done next for example restart service or ask another person'
).split(' ');

const nights = Number(process.argv[2]);
const random = createRandom(Number(process.argv[3]));
const encoder = createEncoder();
const makers = { encoder, refusal: (text: string) => classify(text).probability };

/** Costs of one endpoint-night. */
export interface NightCost {
  wallMs: number;
  /** Of all threads together: what it takes on one core. */
  cpuMs: number;
  rssBytes: number;
}

const baseline = await answers(BASELINE_REPETITIONS * PROMPTS);
const costs: NightCost[] = [];
for (let night = 0; night < nights; night++) costs.push(await judgeNight(night));
process.send?.({ costs, peakBytes: process.resourceUsage().maxRSS * 1024 });
await encoder.close();
process.disconnect?.();

async function judgeNight(night: number): Promise<NightCost> {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const tonight = await answers(PROMPTS);
  const sides = Array.from({ length: PROMPTS }, (_, prompt) =>
    sidesOf(
      `prompt-${prompt}`,
      baseline.slice(prompt * BASELINE_REPETITIONS, (prompt + 1) * BASELINE_REPETITIONS),
      tonight.slice(prompt, prompt + 1),
    ),
  );
  const options = { seed: night, permutations: PERMUTATIONS, permutationsWhenSmall: PERMUTATIONS };
  const { pValue, verdict } = compareWithBaseline(sides, options);
  invariant(pValue !== null, 'a night of twenty prompts is judged');
  weighNight({
    previousCusum: null,
    check: { pValue, drifted: verdict === 'drifted' },
    confirmation: null,
    steps: true,
  });
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: performance.now() - wall, cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss() };
}

async function answers(count: number): Promise<Answer[]> {
  const made = await makeAnswers(Array.from({ length: count }, recordedAnswer), makers);
  invariant(made.warning === null, 'the encoder works');
  return made.answers;
}

function recordedAnswer(): RecordedAnswer {
  const words = Array.from({ length: ANSWER_WORDS }, () => WORDS[Math.floor(random() * WORDS.length)]);
  return {
    line: 1,
    promptId: 'prompt',
    repetition: 0,
    night: null,
    model: null,
    unmeasured: null,
    output: words.join(' '),
    toolCalls: [],
    finishReason: 'stop',
    promptTokens: 50,
    completionTokens: 250,
    latencyMs: 1000,
    servedModel: 'model',
    fingerprint: null,
  };
}
