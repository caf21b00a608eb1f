import { db } from '#lib/platform/db.ts';
import { createLogger } from '#lib/platform/log.ts';
import { isReady } from '#lib/platform/readiness.ts';

/** Whether this process can serve: database reachable, migrations applied. The reason stays in the log. */
export async function GET(): Promise<Response> {
  const ready = await isReady(db()).catch((error: unknown) => {
    createLogger('console').error({ err: error }, 'not ready');
    return false;
  });
  const headers = { 'Cache-Control': 'no-store' };
  return Response.json({ status: ready ? 'ready' : 'not ready' }, { status: ready ? 200 : 503, headers });
}

export const dynamic = 'force-dynamic';
