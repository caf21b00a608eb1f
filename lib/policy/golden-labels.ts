import type { AttemptOutcome, GateVerdict, GoldenAttemptView, TaskOutcome } from '#lib/contract/golden/attempts.ts';
import type { GoldenRunDetail, GoldenRunStatus } from '#lib/contract/golden/runs.ts';
import type { Label } from './labels.ts';

export const GATE_VERDICT_LABEL: Record<GateVerdict, Label> = {
  pass: {
    label: 'May ship',
    tone: 'green',
    meaning: 'No task is worse than its baseline by more than chance explains.',
  },
  fail: {
    label: 'Must not ship',
    tone: 'magenta',
    meaning: 'A task regressed against its baseline and against the prompt before, or a baseline is missing.',
  },
  unmeasured: {
    label: 'Unmeasured',
    tone: 'grey',
    meaning: 'Too little could be measured. This says nothing about the prompt either way.',
  },
};

export const GOLDEN_RUN_STATUS_LABEL: Record<GoldenRunStatus, Label> = {
  queued: { label: 'Queued', tone: 'grey', meaning: 'Waiting for the worker.' },
  running: { label: 'Running', tone: 'teal', meaning: 'The agent works on the tasks; nothing is decided yet.' },
  finished: { label: 'Finished', tone: 'green', meaning: 'Every task was decided.' },
  cancelled: { label: 'Cancelled', tone: 'grey', meaning: 'Stopped by hand; stored answers are kept.' },
  failed: { label: 'Failed', tone: 'magenta', meaning: 'Could not be completed; stored answers are kept.' },
};

/** From what needs a person most to what needs none. */
export const TASK_OUTCOME_LABEL: Record<TaskOutcome, Label> = {
  regressed: {
    label: 'Regressed',
    tone: 'magenta',
    meaning: 'Worse than its baseline and than the prompt before, by more than chance explains. Blocks the change.',
  },
  unmeasured: {
    label: 'Unmeasured',
    tone: 'grey',
    meaning: 'Too few attempts could be measured, or there is no baseline to compare with.',
  },
  'base-also-fails': {
    label: 'Base fails too',
    tone: 'teal',
    meaning: 'The prompt before fails alike, so this change is not the cause. Does not block.',
  },
  flaky: {
    label: 'Flaky',
    tone: 'violet',
    meaning: 'Failed at times, but not more than chance explains. Does not block.',
  },
  pass: { label: 'Pass', tone: 'green', meaning: 'As good as its baseline.' },
};

export const ATTEMPT_OUTCOME_LABEL: Record<AttemptOutcome, Label> = {
  pass: { label: 'Passed', tone: 'green', meaning: 'Every check passed, and the judge’s score with it.' },
  fail: { label: 'Failed', tone: 'magenta', meaning: 'A check failed, or the judge’s score is too low.' },
  unmeasured: { label: 'Unmeasured', tone: 'grey', meaning: 'No answer that could be judged. Counts neither way.' },
};

/** The two prompts of a gate, as people call them. */
export const SIDE_LABEL: Record<GoldenAttemptView['side'], string> = { base: 'Old prompt', head: 'New prompt' };

export const SUITE_CHANGE_LABEL: Record<GoldenRunDetail['suiteChanges'][number]['kind'], Label> = {
  added: { label: 'Added', tone: 'green', meaning: 'A task that the suite did not have before.' },
  edited: { label: 'Edited', tone: 'violet', meaning: 'Asks or expects something else than before.' },
  removed: { label: 'Removed', tone: 'magenta', meaning: 'No longer in the suite: nothing watches this any more.' },
  baseline: { label: 'New baseline', tone: 'teal', meaning: 'Blessed anew: what counts as normal has changed.' },
};
