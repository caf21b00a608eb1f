import type { Prisma } from '#generated/prisma/client.ts';
import { nameCursor, pageOf } from '#lib/api/cursor.ts';
import type { GatewayView } from '#lib/contract/endpoints.ts';
import type { OperationQuery, OperationResponse } from '#lib/contract/operations.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';

const GATEWAY_SELECT = {
  id: true,
  name: true,
  kind: true,
  baseUrl: true,
  encryptedKey: true,
  isDemo: true,
  createdAt: true,
  _count: { select: { endpoints: true } },
} as const satisfies Prisma.GatewaySelect;

type GatewayRow = Prisma.GatewayGetPayload<{ select: typeof GATEWAY_SELECT }>;

/** Leaves the key behind, sealed or not: only whether there is one may leave the process. */
function toGatewayView({ encryptedKey, _count, createdAt, ...columns }: GatewayRow): GatewayView {
  return {
    ...columns,
    hasKey: encryptedKey !== null,
    endpointCount: _count.endpoints,
    createdAt: createdAt.toISOString(),
  };
}

/** One page of gateways, by name. */
export async function listGateways(
  db: Db,
  { cursor, limit }: OperationQuery<'listGateways'>,
): Promise<OperationResponse<'listGateways'>> {
  const [lastName] = nameCursor.decode(cursor) ?? [];
  const rows = await db.gateway.findMany({
    where: lastName === undefined ? {} : { name: { gt: lastName } },
    orderBy: { name: 'asc' },
    take: limit + 1,
    select: GATEWAY_SELECT,
  });
  return pageOf(rows, limit, toGatewayView, (row) => nameCursor.encode([row.name, row.id]));
}

/** @throws TidemarkError `not_found`. */
export async function getGatewayView(db: Db, gatewayId: number): Promise<GatewayView> {
  const row = await db.gateway.findUnique({ where: { id: gatewayId }, select: GATEWAY_SELECT });
  return toGatewayView(found(row, `gateway ${gatewayId}`));
}
