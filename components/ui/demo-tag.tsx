import { IconFlask } from '@tabler/icons-react';
import { ToneBadge } from './tone-badge.tsx';

/** Marks whatever rests on the bundled demo. */
export function DemoTag() {
  return (
    <ToneBadge
      tone="grey"
      icon={IconFlask}
      label="Demo"
      meaning="Comes from the bundled demo, not from a real provider, cluster or flagd."
      outlined
    />
  );
}
