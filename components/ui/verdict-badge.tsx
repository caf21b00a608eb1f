import {
  type Icon,
  IconArrowWaveRightUp,
  IconCircleCheck,
  IconCircleDashed,
  IconEyeOff,
  IconRuler,
} from '@tabler/icons-react';
import type { ChannelState } from '#lib/contract/overview.ts';
import { CHANNEL_STATE_LABEL } from '#lib/policy/labels.ts';
import { ToneBadge } from './tone-badge.tsx';

const SHAPE: Record<ChannelState, Icon> = {
  stable: IconCircleCheck,
  drifted: IconArrowWaveRightUp,
  calibrating: IconRuler,
  unmeasured: IconCircleDashed,
  not_watched: IconEyeOff,
};

/** Verdict of a run, or state of a channel. */
export function VerdictBadge({ verdict, size }: { verdict: ChannelState; size?: 'small' | 'large' }) {
  const { label, tone, meaning } = CHANNEL_STATE_LABEL[verdict];
  return <ToneBadge tone={tone} icon={SHAPE[verdict]} label={label} meaning={meaning} size={size ?? 'small'} />;
}
