import type { IncidentSummary } from '#lib/contract/incidents.ts';
import type { Context } from '#lib/platform/context.ts';
import { applyTriage } from './apply-triage.ts';

/**
 * Says that somebody is looking at an open incident.
 *
 * @throws TidemarkError `not_found`, or `conflict` naming who was faster.
 */
export function acknowledgeIncident(ctx: Context, incidentId: number): Promise<IncidentSummary> {
  return applyTriage(ctx, incidentId, 'acknowledge', () => ({
    data: { acknowledgedAt: ctx.now() },
    timeline: { kind: 'acknowledged', body: '' },
    audit: 'acknowledged',
    event: { type: 'IncidentAcknowledged', payload: {} },
  }));
}
