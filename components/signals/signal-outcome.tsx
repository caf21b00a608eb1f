import { IconCheck, IconCircleDashed, IconClock, IconFlame } from '@tabler/icons-react';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { SignalView } from '#lib/contract/signals.ts';

/** What came of a signal. One that could not be measured is neither fired nor quiet. */
export function SignalOutcome({ signal }: { signal: Pick<SignalView, 'fired' | 'value' | 'pValue' | 'unmeasured'> }) {
  if (signal.fired) {
    return <ToneBadge tone="magenta" icon={IconFlame} label="Fired" meaning="Over its threshold and over the noise." />;
  }
  const meaning = signal.unmeasured ?? undefined;
  if (signal.value === null && signal.unmeasured === null) {
    return <ToneBadge tone="grey" icon={IconClock} label="Waiting" meaning="Measured when all answers are stored." />;
  }
  if (signal.value === null) {
    return <ToneBadge tone="grey" icon={IconCircleDashed} label="Not measured" meaning={meaning} />;
  }
  if (signal.pValue === null) {
    return <ToneBadge tone="grey" icon={IconCircleDashed} label="Not tested" meaning={meaning} />;
  }
  return (
    <ToneBadge tone="green" icon={IconCheck} label="Quiet" meaning="Not over its threshold, or not over the noise." />
  );
}
