import { type Icon, IconAlertOctagon, IconAlertTriangle, IconInfoCircle, IconSquareRotated } from '@tabler/icons-react';
import type { Severity } from '#lib/contract/common.ts';
import { SEVERITY_STYLE } from '#lib/policy/severity.ts';
import { ToneBadge } from './tone-badge.tsx';

const SHAPE: Record<Severity, Icon> = {
  P0: IconAlertOctagon,
  P1: IconAlertTriangle,
  P2: IconSquareRotated,
  P3: IconInfoCircle,
};

/** Severity of an incident: `P0` octagon to `P3` circle. */
export function SeverityBadge({ severity, size }: { severity: Severity; size?: 'small' | 'large' }) {
  const { tone, meaning } = SEVERITY_STYLE[severity];
  return <ToneBadge tone={tone} icon={SHAPE[severity]} label={severity} meaning={meaning} size={size ?? 'small'} />;
}
