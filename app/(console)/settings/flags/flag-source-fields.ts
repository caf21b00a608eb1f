import type { FlagSourceView } from '#lib/contract/drift/flags.ts';

/** What the form of a flagd holds. */
export interface FlagSourceFields {
  name: string;
  mode: FlagSourceView['mode'];
  url: string;
  ca: string;
  /** As text, which a list of choices has. */
  sourceId: string;
  path: string;
  allowedAddresses: string;
  intervalSeconds: number;
  enabled: boolean;
}

export function flagSourceFields(source: FlagSourceView | null, gitSourceId: number | undefined): FlagSourceFields {
  return {
    name: source?.name ?? '',
    mode: source?.mode ?? 'definitions',
    url: source?.url ?? '',
    ca: source?.ca ?? '',
    sourceId: String(source?.source.id ?? gitSourceId ?? ''),
    path: source?.path ?? 'feature-flags',
    allowedAddresses: source?.allowedAddresses.join(', ') ?? '',
    intervalSeconds: source?.intervalSeconds ?? 60,
    enabled: source?.enabled ?? true,
  };
}

export function toFlagSourceBody({ ca, sourceId, allowedAddresses, ...fields }: FlagSourceFields) {
  return {
    ...fields,
    ca: ca.trim() === '' ? null : ca,
    sourceId: Number(sourceId),
    allowedAddresses: allowedAddresses.split(/[\s,]+/).filter((address) => address !== ''),
  };
}
