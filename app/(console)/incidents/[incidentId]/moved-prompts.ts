import { promptsBehind } from '#components/signals/movers.ts';
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

/** Prompts whose changed sentences stand on the page. */
const READ_FIRST = 3;

/** A prompt to read first, and the fired signals that saw it move. */
export interface FirstPrompt {
  promptId: number;
  key: string;
  signals: string[];
}

/** What to read first: the prompts behind the fired signals; where these are fewer, others that moved. */
export function promptsToRead(run: RunDetail | null): FirstPrompt[] {
  const behind = promptsBehind(run?.signals ?? []);
  const others = movedPrompts(run)
    .filter(({ promptId }) => behind.every((prompt) => prompt.promptId !== promptId))
    .map(({ promptId, key }) => ({ promptId, key, signals: [] }));
  return [...behind, ...others].slice(0, READ_FIRST);
}
