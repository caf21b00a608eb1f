import { type Icon, IconRepeat, IconWaveSine } from '@tabler/icons-react';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { IncidentSummary } from '#lib/contract/incidents.ts';
import type { Label } from '#lib/policy/labels.ts';
import { PERSISTENT_NIGHTS } from '#lib/policy/thresholds.ts';

type Persistence = NonNullable<IncidentSummary['persistence']>;

const COURSE: Record<Persistence, Label & { icon: Icon }> = {
  transient: {
    label: 'Transient',
    meaning: 'Gone before it had been seen on enough nights in a row to persist.',
    tone: 'grey',
    icon: IconWaveSine,
  },
  persistent: {
    label: 'Persistent',
    meaning: `Seen ${PERSISTENT_NIGHTS} nights in a row.`,
    tone: 'violet',
    icon: IconRepeat,
  },
};

/** Whether a drift passed or stays. */
export function PersistenceBadge({ persistence }: { persistence: Persistence }) {
  return <ToneBadge {...COURSE[persistence]} />;
}

/** What the nights say of a drift, in a sentence. */
export function persistenceWords(persistence: Persistence): string {
  return COURSE[persistence].meaning;
}
