import {
  type Icon,
  IconBan,
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleDot,
  IconClock,
  IconEqual,
  IconEqualNot,
  IconLetterSpacing,
  IconLoader2,
  IconPlayerPause,
  IconPlayerPlay,
  IconScale,
  IconUserCheck,
  IconX,
} from '@tabler/icons-react';
import type { EndpointView } from '#lib/contract/endpoints.ts';
import type { IncidentStatus } from '#lib/contract/incidents.ts';
import type { Movement, RunStatus } from '#lib/contract/runs.ts';
import { ENDPOINT_STATUS_LABEL, INCIDENT_STATUS_LABEL, MOVEMENT_LABEL, RUN_STATUS_LABEL } from '#lib/policy/labels.ts';
import { ToneBadge } from './tone-badge.tsx';

const RUN_SHAPE: Record<RunStatus, Icon> = {
  queued: IconClock,
  sampling: IconLoader2,
  evaluating: IconScale,
  finished: IconCheck,
  cancelled: IconBan,
  failed: IconX,
};

const INCIDENT_SHAPE: Record<IncidentStatus, Icon> = {
  open: IconCircleDot,
  acknowledged: IconUserCheck,
  resolved: IconCircleCheck,
};

const MOVEMENT_SHAPE: Record<Movement, Icon> = {
  same: IconEqual,
  changed: IconEqualNot,
  format_only: IconLetterSpacing,
  unmeasured: IconCircleDashed,
};

const ENDPOINT_SHAPE: Record<EndpointView['status'], Icon> = { active: IconPlayerPlay, paused: IconPlayerPause };

/** How far a run has come. */
export function RunStatusBadge({ status }: { status: RunStatus }) {
  return <ToneBadge icon={RUN_SHAPE[status]} {...RUN_STATUS_LABEL[status]} />;
}

/** Where an incident stands in its life. */
export function IncidentStatusBadge({ status }: { status: IncidentStatus }) {
  return <ToneBadge icon={INCIDENT_SHAPE[status]} {...INCIDENT_STATUS_LABEL[status]} />;
}

/** How one prompt moved against its baseline. */
export function MovementBadge({ movement }: { movement: Movement }) {
  return <ToneBadge icon={MOVEMENT_SHAPE[movement]} {...MOVEMENT_LABEL[movement]} />;
}

/** Whether an endpoint is checked every night. */
export function EndpointStatusBadge({ status }: { status: EndpointView['status'] }) {
  return <ToneBadge icon={ENDPOINT_SHAPE[status]} {...ENDPOINT_STATUS_LABEL[status]} />;
}
