import type { IncidentSummary, Resolution, ResolveBody } from '#lib/contract/incidents.ts';
import type { Context } from '#lib/platform/context.ts';
import { RESOLUTION_LABEL } from '#lib/policy/labels.ts';
import { applyTriage } from './apply-triage.ts';

/** What is left to do after closing an incident for each reason; shown at the end of its timeline. */
const FOLLOW_UP: Record<Resolution, string | null> = {
  provider_change: 'Unless the new behaviour is accepted as the baseline, the next check finds it again.',
  intended_change:
    'Unless the new behaviour is accepted as the baseline, the next check compares with what was intended before.',
  false_alarm: null,
  fixed: null,
  duplicate: null,
};

/**
 * Closes an unresolved incident for a reason.
 *
 * @throws TidemarkError `not_found`, or `conflict` naming who resolved it before.
 */
export function resolveIncident(
  ctx: Context,
  incidentId: number,
  { resolution, note }: ResolveBody,
): Promise<IncidentSummary> {
  const { label } = RESOLUTION_LABEL[resolution];
  const followUp = FOLLOW_UP[resolution];
  return applyTriage(ctx, incidentId, 'resolve', ({ status }) => ({
    data: { resolution, resolutionNote: note, resolvedAt: ctx.now() },
    timeline: {
      kind: 'resolved',
      body: followUp === null ? `${label}: ${note}` : `${label}: ${note}\n\n${followUp}`,
      data: { resolution },
    },
    audit: `resolved as ${label.toLowerCase()}`,
    changes: { status: { from: status, to: 'resolved' } },
    event: { type: 'IncidentResolved', payload: { resolution, note } },
  }));
}
