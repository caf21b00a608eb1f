import type { Movement, RunDetail, RunPromptRow } from '#lib/contract/runs.ts';

/** What is worth reading first. Prompts that stayed the same, or were not measured, are no evidence. */
const ORDER: Partial<Record<Movement, number>> = { changed: 0, format_only: 1 };

/** The prompts of a run that moved: changed before format only, the largest difference first. */
export function movedPrompts(run: RunDetail | null): RunPromptRow[] {
  const rank = ({ movement }: RunPromptRow) => (movement === null ? undefined : ORDER[movement]);
  return (run?.prompts ?? [])
    .filter((prompt) => rank(prompt) !== undefined)
    .sort(
      (first, second) => (rank(first) ?? 0) - (rank(second) ?? 0) || (second.deltaShare ?? 0) - (first.deltaShare ?? 0),
    );
}
