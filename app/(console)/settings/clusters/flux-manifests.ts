/** Bytes of a new key. */
const KEY_BYTES = 32;

/** A key for HMAC, hex. */
export function newWebhookSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * What has Flux's notification-controller tell Tidemark of each change: its key, where to, and of what.
 *
 * @param secret null where it is not known any more
 */
export function fluxManifests(address: string, secret: string | null): string {
  return `apiVersion: v1
kind: Secret
metadata:
  name: tidemark
  namespace: flux-system
stringData:
  token: ${secret ?? '<the key, which was shown once>'}
---
apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Provider
metadata:
  name: tidemark
  namespace: flux-system
spec:
  type: generic-hmac
  address: ${address}
  secretRef:
    name: tidemark
---
apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Alert
metadata:
  name: tidemark
  namespace: flux-system
spec:
  providerRef:
    name: tidemark
  eventSeverity: info
  eventSources:
    - kind: Kustomization
      name: '*'
    - kind: HelmRelease
      name: '*'
`;
}
