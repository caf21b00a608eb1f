import type { IncidentSummary } from '#lib/contract/incidents.ts';
import { messageOf } from '#lib/platform/errors.ts';

type Subject = Pick<IncidentSummary, 'id' | 'title'>;

export interface BulkOutcome {
  acknowledged: readonly Subject[];
  /** Those that could not be, each with its reason. */
  refused: readonly { incident: Subject; reason: string }[];
}

/** Acknowledges one incident after the other; one that fails does not stop those after it. */
export async function acknowledgeEach(
  incidents: readonly Subject[],
  acknowledge: (incidentId: number) => Promise<unknown>,
): Promise<BulkOutcome> {
  const acknowledged: Subject[] = [];
  const refused: { incident: Subject; reason: string }[] = [];
  for (const incident of incidents) {
    try {
      await acknowledge(incident.id);
      acknowledged.push(incident);
    } catch (error) {
      refused.push({ incident, reason: messageOf(error) });
    }
  }
  return { acknowledged, refused };
}
