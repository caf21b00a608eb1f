import type { GoldenTask } from '../task/format.ts';

/** One thing that the judge says yes or no to. */
export interface JudgedItem {
  text: string;
  /** An item of the task's rubric, or the position of an assertion among the task's assertions. */
  from: { rubric: string; weight: number } | { assertion: number };
}

/** Everything about a task that only a judge can tell: the items of its rubric, then its custom questions. */
export function judgedItems({ rubric, assertions }: Pick<GoldenTask, 'rubric' | 'assertions'>): JudgedItem[] {
  const items = (rubric?.items ?? []).map(({ id, text, weight }) => ({ text, from: { rubric: id, weight } }));
  const questions = assertions.flatMap((assertion, index) =>
    assertion.kind === 'rubric' ? [{ text: assertion.text, from: { assertion: index } }] : [],
  );
  return [...items, ...questions];
}
