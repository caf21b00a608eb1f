import type { Prisma } from '#generated/prisma/client.ts';
import type { EndpointPatch } from '#lib/contract/endpoints.ts';
import { type FieldIssue, TidemarkError } from '#lib/platform/errors.ts';

/**
 * Refuses a gateway, of the endpoint or of its judge, or a suite that does not exist.
 *
 * @throws TidemarkError `invalid_input` naming each field.
 */
export async function refuseUnknownParts(tx: Prisma.TransactionClient, values: EndpointPatch): Promise<void> {
  const { gatewayId, suiteId, judgeGatewayId } = values;
  const issues: FieldIssue[] = [];
  if (gatewayId !== undefined && (await tx.gateway.count({ where: { id: gatewayId } })) === 0) {
    issues.push({ path: 'gatewayId', message: `there is no gateway ${gatewayId}` });
  }
  if (judgeGatewayId != null && (await tx.gateway.count({ where: { id: judgeGatewayId } })) === 0) {
    issues.push({ path: 'judgeGatewayId', message: `there is no gateway ${judgeGatewayId}` });
  }
  if (suiteId !== undefined && (await tx.suite.count({ where: { id: suiteId } })) === 0) {
    issues.push({ path: 'suiteId', message: `there is no suite ${suiteId}` });
  }
  if (issues.length === 0) return;
  const reasons = issues.map((issue) => issue.message).join('; ');
  throw new TidemarkError('invalid_input', `The endpoint cannot be saved: ${reasons}.`, { issues });
}
