import { openLanes } from '#lib/runs/open-lanes.ts';
import type { Handler } from '../handlers.ts';

/** Opens the lanes of a queued run. */
export const canaryStart: Handler<'canary.start'> = ({ runId }, { ctx }) => openLanes(ctx, runId);
