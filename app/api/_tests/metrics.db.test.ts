import { expect, test } from 'vitest';
import { GET } from '#app/metrics/route.ts';
import { newTokenSecret } from '#lib/auth/token-secret.ts';
import { consoleOn, signedIn } from '#lib/testing/api.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeUser } from '#lib/testing/factories.ts';

const database = testDatabase();
consoleOn(database);

const scrape = (headers: Record<string, string> = {}) => GET(new Request('http://console.test/metrics', { headers }));

async function token(scopes: string[]): Promise<Record<string, string>> {
  const { secret, secretHash, prefix } = newTokenSecret();
  const { id: createdBy } = await makeUser(database.db, { role: 'admin' });
  const expiresAt = new Date(Date.now() + 60_000);
  await database.db.apiToken.create({ data: { name: 'prometheus', secretHash, prefix, scopes, createdBy, expiresAt } });
  return { authorization: `Bearer ${secret}` };
}

test('a token that may view gets the metrics as Prometheus text', async () => {
  const response = await scrape(await token(['view']));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.text()).toContain('# TYPE tidemark_runs_total counter');
});

test('so does a person who is signed in', async () => {
  const response = await scrape(await signedIn(await makeUser(database.db, { role: 'viewer' })));
  expect(response.status).toBe(200);
});

test('nobody else does', async () => {
  const stranger = await scrape();
  expect(stranger.status).toBe(401);
  expect(await stranger.text()).not.toContain('tidemark_');
  expect((await scrape({ authorization: 'Bearer tdm_wrong' })).status).toBe(401);
  expect((await scrape(await token(['run.start']))).status).toBe(403);
});
