import { formatCount } from '#lib/format/numbers.ts';
import type { Attempt, GatedTask } from '../types.ts';
import { MEASURE_OF } from './measures.ts';

/**
 * What a reader must know of a gate besides its tasks: that a rule could not be applied, because nobody told how many
 * tokens answers take, or did not when the baselines were measured. One sentence each.
 */
export function reportNotes(
  tasks: readonly Pick<GatedTask, 'id' | 'baseline'>[],
  attempts: readonly Attempt[],
): string[] {
  const compared = tasks.flatMap(({ id, baseline }) => {
    const answers = attempts.filter(
      ({ taskId, side, outcome }) => taskId === id && side === 'head' && outcome !== 'unmeasured',
    );
    return baseline === null || answers.length === 0 ? [] : [{ baseline, answers }];
  });
  const silent = compared.filter(({ answers }) => answers.every((answer) => MEASURE_OF.tokens(answer) === null));
  const blank = compared.filter(({ baseline }) => baseline.tokens === null);
  if (silent.length > 0) {
    return [
      `The gateway tells no token usage for ${share(silent.length, compared.length)}: whether answers take more tokens was not judged there.`,
    ];
  }
  if (blank.length > 0) {
    return [
      `The baselines of ${share(blank.length, compared.length)} hold no token usage: whether answers take more tokens was not judged there. Bless them anew.`,
    ];
  }
  return [];
}

function share(count: number, all: number): string {
  return count === all
    ? `${all === 1 ? 'the' : 'all'} ${formatCount(all, 'task')}`
    : `${count} of ${formatCount(all, 'task')}`;
}
