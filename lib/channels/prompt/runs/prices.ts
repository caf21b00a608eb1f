import type { Prices } from '#lib/gateway/estimate.ts';
import type { Db } from '#lib/platform/db.ts';

/** Prices of a gateway's models, as its endpoints have them; null for a model that none has a price for. */
export async function readPrices(db: Db, gatewayId: number): Promise<(model: string) => Prices | null> {
  const priced = { inputUsdPerMillion: { not: null }, outputUsdPerMillion: { not: null } };
  const endpoints = await db.endpoint.findMany({
    where: { gatewayId, ...priced },
    orderBy: { id: 'desc' },
    select: { model: true, inputUsdPerMillion: true, outputUsdPerMillion: true },
  });
  return (model) => endpoints.find((endpoint) => endpoint.model === model) ?? null;
}
