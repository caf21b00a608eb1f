import { type Api, apply } from './start/api.ts';

const ALERTS = '/apis/notification.toolkit.fluxcd.io/v1beta3/namespaces/default';

/**
 * Has notification-controller send what happens to Kustomizations of the namespace `default` to an address: Secret,
 * Provider and Alert, as a platform team sets up a webhook.
 */
export async function sendEventsTo({ api }: { api: Api }, address: string, token: string): Promise<void> {
  const apiVersion = 'notification.toolkit.fluxcd.io/v1beta3';
  const metadata = { name: 'drift' };
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { token } };
  await apply(api, '/api/v1/namespaces/default/secrets/drift', secret);
  const provider = { type: 'generic-hmac', address, secretRef: { name: 'drift' } };
  await apply(api, `${ALERTS}/providers/drift`, { apiVersion, kind: 'Provider', metadata, spec: provider });
  const alert = { providerRef: { name: 'drift' }, eventSources: [{ kind: 'Kustomization', name: '*' }] };
  await apply(api, `${ALERTS}/alerts/drift`, { apiVersion, kind: 'Alert', metadata, spec: alert });
}
