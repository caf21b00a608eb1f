import { ProgressLine } from '#components/ui/progress-line.tsx';
import type { RunSummary } from '#lib/contract/runs.ts';
import { isActive, progressPercent, progressSentence } from './run-facts.ts';

/** How far a run has come. */
export function RunProgress({ run }: { run: RunSummary }) {
  return (
    <ProgressLine
      label="Answers stored"
      percent={progressPercent(run)}
      active={isActive(run)}
      sentence={progressSentence(run)}
    />
  );
}
