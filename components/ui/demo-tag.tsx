import { IconFlask } from '@tabler/icons-react';
import { ToneBadge } from './tone-badge.tsx';

/** Marks whatever rests on the bundled demo gateway. */
export function DemoTag() {
  return (
    <ToneBadge
      tone="grey"
      icon={IconFlask}
      label="Demo"
      meaning="Answers come from the bundled demo gateway, not from a real provider."
      outlined
    />
  );
}
