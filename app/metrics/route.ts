import { presentable, problemResponse } from '#lib/api/problem.ts';
import { requirePermission } from '#lib/api/require-permission.ts';
import { authenticate } from '#lib/auth/authenticate.ts';
import { readMetricFacts } from '#lib/metrics/facts.ts';
import { renderMetrics } from '#lib/metrics/render.ts';
import { systemClock } from '#lib/platform/clock.ts';
import { db } from '#lib/platform/db.ts';

/** Metrics for Prometheus, read at this moment; for whoever may view, a scraper with an API token. */
export async function GET(request: Request): Promise<Response> {
  try {
    const now = systemClock();
    requirePermission('view', await authenticate(db(), request.headers, now));
    const { contentType, text } = await renderMetrics(await readMetricFacts(db(), now));
    return new Response(text, { headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' } });
  } catch (error) {
    return problemResponse(presentable(error));
  }
}

export const dynamic = 'force-dynamic';
