import { IconRosetteDiscountCheck } from '@tabler/icons-react';
import { Time } from '#components/time/time.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { IncidentDetail } from '#lib/contract/incidents.ts';

/** Says that nothing of an incident drifts any more, and that closing it is for a person. */
export function ClearedNotice({
  incident: { clearedAt, status },
}: {
  incident: Pick<IncidentDetail, 'clearedAt' | 'status'>;
}) {
  if (clearedAt === null || status === 'resolved') return null;
  return (
    <Notice tone="green" icon={IconRosetteDiscountCheck} role="status" title="Cleared">
      Nothing of it has drifted since <Time at={clearedAt} />. Find out who did it and why; close it if you agree that
      it is over.
    </Notice>
  );
}
