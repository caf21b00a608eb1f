import type { IncidentDetail } from '#lib/contract/incidents.ts';
import type { Context } from '#lib/platform/context.ts';
import { found } from '#lib/platform/found.ts';
import { getRun } from '#lib/runs/queries/detail.ts';
import { RUN_SUMMARY_SELECT, toRunSummary } from '#lib/runs/queries/summary.ts';
import { driftEvidenceOf } from './drift-evidence.ts';
import { promptEvidenceOf } from './prompt-evidence.ts';
import { INCIDENT_SUMMARY_SELECT, toIncidentSummary } from './summary.ts';
import { TIMELINE_SELECT, toTimelineEntry } from './timeline.ts';

/** Runs listed on an incident's page, the newest first; the timeline names all of them. */
const LISTED_RUNS = 50;

/**
 * One incident with its timeline, oldest entry first, its runs, newest first, and the newest one's evidence, or the
 * objects that drift.
 *
 * @throws TidemarkError `not_found`.
 */
export async function getIncident(
  { db, now }: Pick<Context, 'db' | 'now'>,
  incidentId: number,
): Promise<IncidentDetail> {
  const [row, timeline, runs, prompt, drift] = await Promise.all([
    db.incident.findUnique({
      where: { id: incidentId },
      select: { ...INCIDENT_SUMMARY_SELECT, resolutionNote: true },
    }),
    db.incidentEvent.findMany({
      where: { incidentId },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
      select: TIMELINE_SELECT,
    }),
    db.run.findMany({
      where: { incidents: { some: { incidentId } } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: LISTED_RUNS,
      select: RUN_SUMMARY_SELECT,
    }),
    promptEvidenceOf(db, incidentId),
    driftEvidenceOf(db, incidentId, now()),
  ]);
  const { resolutionNote, ...incident } = found(row, `incident ${incidentId}`);
  const latest = runs.find((run) => run.purpose === 'check') ?? runs[0];
  return {
    ...toIncidentSummary(incident),
    resolutionNote,
    latestRun: latest === undefined ? null : await getRun(db, latest.id),
    runs: runs.map(toRunSummary),
    prompt,
    drift,
    timeline: timeline.map(toTimelineEntry),
  };
}
