import type { Coverage } from './coverage.ts';

/** What limits a judgement and is not said by its verdict, as sentences. */
export function warningsOf({ judged, suite }: Coverage<unknown>): string[] {
  const warnings: string[] = [];
  const isPaired = judged.every(({ baseline, tonight }) => baseline.length === 1 && tonight.length === 1);
  if (judged.length > 0 && isPaired) {
    warnings.push(
      'One answer on each side of every prompt: only what moves the same way on many prompts can be told from noise. ' +
        'Signals that need repetitions are shown without a p-value.',
    );
  }
  void suite;
  return warnings;
}
