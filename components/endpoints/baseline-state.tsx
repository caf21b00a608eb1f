import { type Icon, IconArchive, IconCheck, IconLoader2, IconReplace, IconX } from '@tabler/icons-react';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { BaselineView } from '#lib/contract/endpoints.ts';
import type { Label } from '#lib/policy/labels.ts';

const STATE: Record<BaselineView['state'], Label & { icon: Icon }> = {
  capturing: { label: 'Being captured', tone: 'teal', icon: IconLoader2, meaning: 'Its answers are being collected.' },
  ready: { label: 'In use', tone: 'green', icon: IconCheck, meaning: 'Every check is compared with it.' },
  superseded: { label: 'Replaced', tone: 'grey', icon: IconReplace, meaning: 'A newer baseline took its place.' },
  retired: { label: 'Retired', tone: 'grey', icon: IconArchive, meaning: 'The endpoint or its suite changed.' },
  failed: { label: 'Failed', tone: 'magenta', icon: IconX, meaning: 'Too few answers could be measured.' },
};

/** Where a baseline stands in its life. */
export function BaselineStateBadge({ state }: { state: BaselineView['state'] }) {
  return <ToneBadge {...STATE[state]} />;
}
