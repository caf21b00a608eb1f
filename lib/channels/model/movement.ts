import { formatShare } from '#lib/format/numbers.ts';
import { canonicalHashes, countMismatches, pairwiseMismatchShare } from './mismatch.ts';
import type { Movement, PromptMovement, PromptSides } from './types.ts';

type MeasuredMovement = Exclude<Movement, 'unmeasured'>;

interface Shares {
  deltaShare: number;
  noiseShare: number | null;
}

/**
 * Compares one prompt's answers of tonight with its baseline. Describes only: whether the run drifted is decided over
 * all prompts, against their noise.
 */
export function movementOf<Id>(prompt: PromptSides<Id>): PromptMovement<Id> {
  const { promptId, baseline, tonight } = prompt;
  const hashes = canonicalHashes(prompt);
  const noiseShare = pairwiseMismatchShare(hashes.baseline);
  if (baseline.length === 0 || tonight.length === 0) {
    const reason =
      tonight.length === 0 ? 'No answer was measured in this run.' : 'The baseline has no measured answer.';
    return { promptId, movement: 'unmeasured', deltaShare: null, noiseShare, reason, signals: [] };
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
    signals: [],
  };
}

function classify<Id>({ baseline, tonight }: PromptSides<Id>, newAnswers: number): MeasuredMovement {
  if (newAnswers === tonight.length) return 'changed';
  const rawInBaseline = new Set(baseline.map((answer) => answer.rawHash));
  const laidOutAnew = tonight.every((answer) => !rawInBaseline.has(answer.rawHash));
  return newAnswers === 0 && laidOutAnew ? 'format_only' : 'same';
}

function explain<Id>(
  { baseline, tonight }: PromptSides<Id>,
  movement: MeasuredMovement,
  newAnswers: number,
  { deltaShare, noiseShare }: Shares,
): string {
  const repetitions =
    baseline.length === 1 ? 'the only baseline repetition' : `${baseline.length} baseline repetitions`;
  const pairs =
    noiseShare === null
      ? ''
      : `; ${formatShare(deltaShare)} of answer pairs differ against ${formatShare(noiseShare)} within the baseline itself`;
  switch (movement) {
    case 'changed': {
      const answers = tonight.length === 1 ? 'The answer does not occur' : `None of ${tonight.length} answers occurs`;
      return `${answers} in ${repetitions}${noiseShare === 0 ? ', which all agree' : pairs}.`;
    }
    case 'format_only':
      return `Same content as in the baseline, laid out differently than in ${repetitions}.`;
    case 'same': {
      if (deltaShare === 0) return `Same as in ${repetitions}.`;
      const known = tonight.length - newAnswers;
      const answers = tonight.length === 1 ? 'The answer' : `${known} of ${tonight.length} answers`;
      return `${answers} ${known === 1 ? 'occurs' : 'occur'} in the baseline${pairs}.`;
    }
  }
}
