import { z } from 'zod';
import type { Prisma } from '#generated/prisma/client.ts';
import { id } from '#lib/contract/common.ts';
import type { TimelineEntry } from '#lib/contract/incidents.ts';

const withRun = z.object({ runId: id });
const withGoldenRun = z.object({ goldenRunId: id });

/** What {@link toTimelineEntry} needs of a timeline row. */
export const TIMELINE_SELECT = {
  id: true,
  at: true,
  kind: true,
  actor: { select: { id: true, name: true } },
  body: true,
  data: true,
} as const satisfies Prisma.IncidentEventSelect;

/** A timeline row with the run it speaks of, if any. */
export function toTimelineEntry({
  data,
  at,
  ...entry
}: Prisma.IncidentEventGetPayload<{ select: typeof TIMELINE_SELECT }>): TimelineEntry {
  return {
    ...entry,
    at: at.toISOString(),
    runId: withRun.safeParse(data).data?.runId ?? null,
    goldenRunId: withGoldenRun.safeParse(data).data?.goldenRunId ?? null,
  };
}
