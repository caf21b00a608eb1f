import {
  type Icon,
  IconArrowsDiff,
  IconBan,
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconEqualNot,
  IconEye,
  IconEyeOff,
  IconFileOff,
  IconHistoryOff,
  IconHourglassLow,
  IconLoader2,
  IconRosetteDiscountCheck,
  IconRuler,
  IconUserPlus,
  IconUserQuestion,
  IconX,
} from '@tabler/icons-react';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { DriftObjectSummary } from '#lib/contract/drift/objects.ts';
import type { ScanStatus } from '#lib/contract/langfuse.ts';
import type { ChannelState } from '#lib/contract/overview.ts';
import {
  CLUSTER_SCAN_STATUS_LABEL,
  DRIFT_STATE_LABEL,
  DRIFT_VERDICT_LABEL,
  FINDING_KIND_LABEL,
  type FindingKind,
} from '#lib/policy/drift-labels.ts';
import styles from './drift.module.css';
import { countedKinds } from './object-words.ts';

const KIND_SHAPE: Record<FindingKind, Icon> = {
  missing: IconCircleDashed,
  modified: IconEqualNot,
  foreign: IconUserPlus,
  stale: IconHistoryOff,
  extra: IconFileOff,
  'ownership-lost': IconUserQuestion,
};

const STATE_SHAPE: Record<DriftObjectSummary['state'], Icon> = {
  drifted: IconArrowsDiff,
  ignored: IconEyeOff,
  clean: IconCircleCheck,
};

const VERDICT_SHAPE: Record<ChannelState, Icon> = {
  stable: IconCircleCheck,
  drifted: IconArrowsDiff,
  calibrating: IconRuler,
  unmeasured: IconCircleDashed,
  not_watched: IconEyeOff,
};

const SCAN_SHAPE: Record<ScanStatus, Icon> = {
  queued: IconClock,
  running: IconLoader2,
  finished: IconCheck,
  cancelled: IconBan,
  failed: IconX,
};

/** How one place differs, in a word; the count where it is of several. */
export function FindingKindBadge({ kind, count }: { kind: FindingKind; count?: number }) {
  const { label, ...rest } = FINDING_KIND_LABEL[kind];
  return <ToneBadge icon={KIND_SHAPE[kind]} label={count === undefined ? label : `${count} ${label}`} {...rest} />;
}

/** All kinds of difference of an object, each with its count. */
export function FindingCounts({ findings }: Pick<DriftObjectSummary, 'findings'>) {
  const counted = countedKinds(findings);
  if (counted.length === 0) return '–';
  return (
    <span className={styles.badges}>
      {counted.map(({ kind, count }) => (
        <FindingKindBadge key={kind} kind={kind} count={count} />
      ))}
    </span>
  );
}

/** Whether an object differs from git now. */
export function DriftStateBadge({ state }: Pick<DriftObjectSummary, 'state'>) {
  return <ToneBadge icon={STATE_SHAPE[state]} {...DRIFT_STATE_LABEL[state]} />;
}

/** What a comparison with git came to. */
export function DriftVerdictBadge({ verdict, size }: { verdict: ChannelState; size?: 'small' | 'large' }) {
  return <ToneBadge icon={VERDICT_SHAPE[verdict]} size={size ?? 'small'} {...DRIFT_VERDICT_LABEL[verdict]} />;
}

/** How far a comparison has come. */
export function ClusterScanBadge({ status }: { status: ScanStatus }) {
  return <ToneBadge icon={SCAN_SHAPE[status]} {...CLUSTER_SCAN_STATUS_LABEL[status]} />;
}

/** Whether changes of a cluster are seen as they happen. */
export function WatchedBadge({ isBeingWatched }: { isBeingWatched: boolean }) {
  return isBeingWatched ? (
    <ToneBadge tone="teal" icon={IconEye} label="Watched" meaning="Changes are seen within seconds." outlined />
  ) : (
    <ToneBadge
      tone="grey"
      icon={IconClock}
      label="Looked at in turns"
      meaning="No watch is open: changes are seen with the next look."
      outlined
    />
  );
}

/** Too long not looked at. */
export function StaleBadge({ reason }: { reason: string }) {
  return <ToneBadge tone="magenta" icon={IconHourglassLow} label="Stale" meaning={reason} />;
}

/** Nothing of an incident drifts any more. */
export function ClearedBadge() {
  return (
    <ToneBadge
      tone="green"
      icon={IconRosetteDiscountCheck}
      label="Cleared"
      meaning="Nothing of it drifts any more; a person closes it."
    />
  );
}
