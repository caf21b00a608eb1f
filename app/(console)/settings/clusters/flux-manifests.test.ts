import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { fluxManifests, newWebhookSecret } from './flux-manifests.ts';

it('is YAML that names the address and the key', () => {
  const secret = newWebhookSecret();
  const documents = parseAllDocuments(fluxManifests('https://tidemark.test/api/flux-events/3', secret));
  expect(documents.map((document) => document.toJSON())).toMatchObject([
    { kind: 'Secret', stringData: { token: secret } },
    { kind: 'Provider', spec: { type: 'generic-hmac', address: 'https://tidemark.test/api/flux-events/3' } },
    { kind: 'Alert', spec: { providerRef: { name: 'tidemark' } } },
  ]);
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(newWebhookSecret()).not.toBe(secret);
});
