import { authenticate } from '../auth/authenticate.ts';
import { API_ROOT } from '../contract/paths.ts';
import { systemClock } from '../platform/clock.ts';
import { db } from '../platform/db.ts';
import { TidemarkError } from '../platform/errors.ts';
import { presentable, problemResponse } from './problem.ts';

/** Answers for addresses below /api/v1 that no operation has: 401 to strangers, a 404 problem document to others. */
export async function unknownRoute(request: Request): Promise<Response> {
  try {
    await authenticate(db(), request.headers, systemClock());
    throw new TidemarkError(
      'not_found',
      `There is no ${request.method} ${new URL(request.url).pathname}. ${API_ROOT}/openapi.json lists what there is.`,
    );
  } catch (error) {
    return problemResponse(presentable(error));
  }
}
