import { formatCount, formatShare } from '#lib/format/numbers.ts';
import { canonicalHashes, countMismatches, pairwiseMismatchShare } from './mismatch.ts';
import type { Movement, PromptAnswers, PromptMovement } from './types.ts';

type MeasuredMovement = Exclude<Movement, 'unmeasured'>;

interface Shares {
  deltaShare: number;
  noiseShare: number | null;
}

/**
 * Compares one prompt's answers of tonight with its baseline. Describes only: whether the run drifted is decided over
 * all prompts, against their noise.
 */
export function movementOf<Id>(prompt: PromptAnswers<Id>): PromptMovement<Id> {
  const { promptId, baseline, tonight } = prompt;
  const hashes = canonicalHashes(prompt);
  const noiseShare = pairwiseMismatchShare(hashes.baseline);
  if (baseline.length === 0 || tonight.length === 0) {
    const reason =
      tonight.length === 0 ? 'No answer was measured in this run.' : 'The baseline has no measured answer.';
    return { promptId, movement: 'unmeasured', deltaShare: null, noiseShare, reason };
  }
  const inBaseline = new Set(hashes.baseline);
  const newAnswers = hashes.tonight.filter((hash) => !inBaseline.has(hash)).length;
  const movement = classify(prompt, newAnswers);
  const deltaShare = countMismatches(hashes) / (baseline.length * tonight.length);
  return {
    promptId,
    movement,
    deltaShare,
    noiseShare,
    reason: explain(prompt, movement, newAnswers, { deltaShare, noiseShare }),
  };
}

function classify<Id>({ baseline, tonight }: PromptAnswers<Id>, newAnswers: number): MeasuredMovement {
  if (newAnswers === tonight.length) return 'changed';
  const rawInBaseline = new Set(baseline.map((answer) => answer.rawHash));
  const laidOutAnew = tonight.every((answer) => !rawInBaseline.has(answer.rawHash));
  return newAnswers === 0 && laidOutAnew ? 'format_only' : 'same';
}

function explain<Id>(
  { baseline, tonight }: PromptAnswers<Id>,
  movement: MeasuredMovement,
  newAnswers: number,
  shares: Shares,
): string {
  const repetitions = formatCount(baseline.length, 'baseline repetition');
  switch (movement) {
    case 'changed': {
      const answers = tonight.length === 1 ? 'The answer' : `None of the ${tonight.length} answers`;
      const occurs = tonight.length === 1 ? 'occurs in none of' : 'occurs in any of';
      return `${answers} ${occurs} the ${repetitions}${ownNoise(shares.noiseShare)}.`;
    }
    case 'format_only':
      return `Same content as in the baseline, laid out as in none of the ${repetitions}.`;
    case 'same': {
      if (shares.deltaShare === 0) return `Same as in the ${repetitions}.`;
      const pairs = `${formatShare(shares.deltaShare)} of answer pairs differ${ownNoise(shares.noiseShare)}`;
      const known = tonight.length - newAnswers;
      return tonight.length === 1
        ? `The answer occurs in the baseline, but not in each of the ${repetitions}: ${pairs}.`
        : `${known} of ${formatCount(tonight.length, 'answer')} occur in the baseline: ${pairs}.`;
    }
  }
}

function ownNoise(noiseShare: number | null): string {
  if (noiseShare === null) return '';
  return noiseShare === 0 ? ', which all agree' : `, ${formatShare(noiseShare)} of pairs within the baseline`;
}
