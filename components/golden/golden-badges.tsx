import {
  type Icon,
  IconArrowDownRight,
  IconArrowsShuffle,
  IconBan,
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconEqual,
  IconHandStop,
  IconLoader2,
  IconMinus,
  IconPencil,
  IconPlus,
  IconRulerMeasure,
  IconX,
} from '@tabler/icons-react';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { AttemptOutcome, GateVerdict, TaskOutcome } from '#lib/contract/golden/attempts.ts';
import type { GoldenRunDetail, GoldenRunStatus, GoldenRunSummary } from '#lib/contract/golden/runs.ts';
import {
  ATTEMPT_OUTCOME_LABEL,
  GATE_VERDICT_LABEL,
  GOLDEN_RUN_STATUS_LABEL,
  SUITE_CHANGE_LABEL,
  TASK_OUTCOME_LABEL,
} from '#lib/policy/golden-labels.ts';

const GATE_SHAPE: Record<GateVerdict, Icon> = {
  pass: IconCircleCheck,
  fail: IconHandStop,
  unmeasured: IconCircleDashed,
};

const STATUS_SHAPE: Record<GoldenRunStatus, Icon> = {
  queued: IconClock,
  running: IconLoader2,
  finished: IconCheck,
  cancelled: IconBan,
  failed: IconX,
};

export const TASK_SHAPE: Record<TaskOutcome, Icon> = {
  pass: IconCheck,
  regressed: IconArrowDownRight,
  flaky: IconArrowsShuffle,
  'base-also-fails': IconEqual,
  unmeasured: IconCircleDashed,
};

export const ATTEMPT_SHAPE: Record<AttemptOutcome, Icon> = {
  pass: IconCheck,
  fail: IconX,
  unmeasured: IconCircleDashed,
};

type SuiteChangeKind = GoldenRunDetail['suiteChanges'][number]['kind'];

const CHANGE_SHAPE: Record<SuiteChangeKind, Icon> = {
  added: IconPlus,
  edited: IconPencil,
  removed: IconMinus,
  baseline: IconRulerMeasure,
};

interface GoldenRunBadgeProps {
  run: Pick<GoldenRunSummary, 'status' | 'verdict'>;
  size?: 'small' | 'large';
}

/** Whether the prompt may ship, or how far its run has come where that is not known. */
export function GoldenRunBadge({ run: { status, verdict }, size = 'small' }: GoldenRunBadgeProps) {
  return verdict === null ? (
    <ToneBadge icon={STATUS_SHAPE[status]} size={size} {...GOLDEN_RUN_STATUS_LABEL[status]} />
  ) : (
    <ToneBadge icon={GATE_SHAPE[verdict]} size={size} {...GATE_VERDICT_LABEL[verdict]} />
  );
}

/** What came of one task. */
export function TaskOutcomeBadge({ outcome }: { outcome: TaskOutcome }) {
  return <ToneBadge icon={TASK_SHAPE[outcome]} {...TASK_OUTCOME_LABEL[outcome]} />;
}

/** What came of one attempt. */
export function AttemptBadge({ outcome }: { outcome: AttemptOutcome }) {
  return <ToneBadge icon={ATTEMPT_SHAPE[outcome]} {...ATTEMPT_OUTCOME_LABEL[outcome]} />;
}

/** What a change did to a task of the suite. */
export function SuiteChangeBadge({ kind }: { kind: SuiteChangeKind }) {
  return <ToneBadge icon={CHANGE_SHAPE[kind]} {...SUITE_CHANGE_LABEL[kind]} />;
}
