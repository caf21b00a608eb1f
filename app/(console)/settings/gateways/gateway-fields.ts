import type { GatewayView } from '#lib/contract/endpoints.ts';

/** What the gateway form holds. The key is only ever written: it starts empty. */
export interface GatewayFields {
  name: string;
  kind: GatewayView['kind'];
  baseUrl: string;
  apiKey: string;
  removeKey: boolean;
}

export function gatewayFields(gateway: GatewayView | null): GatewayFields {
  return {
    name: gateway?.name ?? '',
    kind: gateway?.kind ?? 'litellm',
    baseUrl: gateway?.baseUrl ?? '',
    apiKey: '',
    removeKey: false,
  };
}

/** What is sent: an empty key field leaves the stored key alone, null removes it. */
export function toGatewayBody({ removeKey, apiKey, ...rest }: GatewayFields) {
  if (removeKey) return { ...rest, apiKey: null };
  return apiKey === '' ? rest : { ...rest, apiKey };
}
