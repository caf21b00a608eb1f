import { IconKey, IconKeyOff } from '@tabler/icons-react';
import { ToneBadge } from '#components/ui/tone-badge.tsx';

interface SecretStateProps {
  isStored: boolean;
  /** What being without it means. */
  without: string;
}

/** Whether a secret is stored; the secret itself is nowhere to be read. */
export function SecretState({ isStored, without }: SecretStateProps) {
  return isStored ? (
    <ToneBadge tone="green" icon={IconKey} label="Stored" meaning="Encrypted; it is never shown again." />
  ) : (
    <ToneBadge tone="grey" icon={IconKeyOff} label="None" meaning={without} />
  );
}
