import { beforeAll, describe, expect, test } from 'vitest';
import type { User } from '#generated/prisma/client.ts';
import { newTokenSecret } from '#lib/auth/token-secret.ts';
import { OPERATIONS } from '#lib/contract/operations.ts';
import type { OperationId } from '#lib/contract/paths.ts';
import { invariant } from '#lib/platform/errors.ts';
import { may, ROLES, type Role } from '#lib/policy/permissions.ts';
import { callRoute, consoleOn, signedIn } from '#lib/testing/api.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeUser } from '#lib/testing/factories.ts';
import { servedRoutes } from './route-files.ts';

const database = testDatabase();
consoleOn(database);
const served = await servedRoutes();

/** Ids that nothing has and a body that fits nothing: an allowed call gets past the door and no further. */
const NOTHING = { endpointId: '9', gatewayId: '9', runId: '9', promptId: '9', incidentId: '9', suiteId: '9' };
const GOLDEN = { repositoryId: '9', candidateId: '9', sourceId: '9', scanId: '9', taskId: 'none' };
const PARAMS = { ...NOTHING, ...GOLDEN, proposalId: '9', versionId: '9', userId: '9', tokenId: '9' };

function call(operationId: OperationId, headers: Record<string, string>): Promise<Response> {
  const route = served.find(({ handler }) => handler.operationId === operationId);
  invariant(route, `${operationId} has a route`);
  const { method, handler } = route;
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: { unknownField: true } };
  return callRoute(handler, { method, params: PARAMS, headers, ...body });
}

const userOf = new Map<Role, User>();
beforeAll(async () => {
  for (const role of ROLES) userOf.set(role, await makeUser(database.db, { role }));
});

/** A session of its own for each call, as some operations end those there are. */
async function headersOf(role: Role): Promise<Record<string, string>> {
  const user = userOf.get(role);
  invariant(user, `there is a ${role}`);
  return await signedIn(user);
}

/** A fresh token of the admin. */
async function token(scopes: string[]): Promise<Record<string, string>> {
  const { secret, secretHash, prefix } = newTokenSecret();
  const creator = await database.db.user.findFirstOrThrow({ where: { role: 'admin' } });
  const expiresAt = new Date(Date.now() + 60_000);
  await database.db.apiToken.create({
    data: { name: 'ci', secretHash, prefix, scopes, createdBy: creator.id, expiresAt },
  });
  return { authorization: `Bearer ${secret}` };
}

const operations = Object.entries(OPERATIONS) as [OperationId, (typeof OPERATIONS)[OperationId]][];

describe.each(operations)('%s', (operationId, { permission, personOnly }) => {
  test('refuses a stranger', async () => {
    const response = await call(operationId, { 'x-requested-with': 'tidemark' });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  test.each(ROLES)('%s', async (role) => {
    const response = await call(operationId, await headersOf(role));
    if (may(role, permission)) {
      expect([401, 403]).not.toContain(response.status);
      expect(response.status).toBeLessThan(500);
    } else {
      expect(response.status).toBe(403);
    }
  });

  test(personOnly ? 'refuses any token' : 'takes a token that has its scope, and no other', async () => {
    const withScope = await call(operationId, await token([permission]));
    if (personOnly) expect(withScope.status).toBe(403);
    else expect([401, 403]).not.toContain(withScope.status);
    expect((await call(operationId, await token([]))).status).toBe(403);
  });
});
