import { listGateways } from '#lib/gateways/view.ts';
import type { Context } from '#lib/platform/context.ts';
import { listSuites } from '#lib/suites/queries.ts';
import { CANDIDATE_SUITE } from '#lib/suites/screening/candidates.ts';
import type { EndpointChoices } from './endpoint-form.tsx';

/** Gateways and suites offered in the form. */
const OFFERED = 200;

/** What an endpoint can be made of now. */
export async function endpointChoices(ctx: Pick<Context, 'db'>): Promise<EndpointChoices> {
  const [gateways, suites] = await Promise.all([
    listGateways(ctx.db, { limit: OFFERED }),
    listSuites(ctx.db, { limit: OFFERED }),
  ]);
  return {
    gateways: gateways.items.map(({ id, name }) => ({ id, title: name })),
    suites: suites.items.filter(({ key }) => key !== CANDIDATE_SUITE).map(({ id, title }) => ({ id, title })),
  };
}
