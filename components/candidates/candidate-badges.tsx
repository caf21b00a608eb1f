import {
  type Icon,
  IconArrowMerge,
  IconBan,
  IconCheck,
  IconClock,
  IconGitBranch,
  IconGitMerge,
  IconGitPullRequest,
  IconGitPullRequestClosed,
  IconLoader2,
  IconX,
} from '@tabler/icons-react';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { CandidateState, PublicationState } from '#lib/contract/candidates.ts';
import type { ScanStatus } from '#lib/contract/langfuse.ts';
import { CANDIDATE_STATE_LABEL, PUBLICATION_STATE_LABEL, SCAN_STATUS_LABEL } from '#lib/policy/candidate-labels.ts';

const STATE_SHAPE: Record<CandidateState, Icon> = {
  pending: IconClock,
  approved: IconCheck,
  rejected: IconX,
  merged: IconArrowMerge,
};

const PUBLICATION_SHAPE: Record<PublicationState, Icon> = {
  pending: IconClock,
  pushed: IconGitBranch,
  open: IconGitPullRequest,
  merged: IconGitMerge,
  closed: IconGitPullRequestClosed,
};

const SCAN_SHAPE: Record<ScanStatus, Icon> = {
  queued: IconClock,
  running: IconLoader2,
  finished: IconCheck,
  cancelled: IconBan,
  failed: IconX,
};

/** What was decided about a candidate. */
export function CandidateStateBadge({ state }: { state: CandidateState }) {
  return <ToneBadge icon={STATE_SHAPE[state]} {...CANDIDATE_STATE_LABEL[state]} />;
}

/** How far an approved candidate is on its way into git. */
export function PublicationBadge({ state }: { state: PublicationState }) {
  return <ToneBadge icon={PUBLICATION_SHAPE[state]} {...PUBLICATION_STATE_LABEL[state]} />;
}

/** What a search for candidates is doing. */
export function ScanBadge({ status }: { status: ScanStatus }) {
  return <ToneBadge icon={SCAN_SHAPE[status]} {...SCAN_STATUS_LABEL[status]} />;
}
