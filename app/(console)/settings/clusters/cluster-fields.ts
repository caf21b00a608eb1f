import type { ClusterBody, ClusterView } from '#lib/contract/drift/clusters.ts';

/** A git source of a cluster, as its row of the form holds it. */
export interface SourceFields {
  /** Of the row, not of the source: rows come and go. */
  key: string;
  sourceId: string | null;
  by: 'flux' | 'folder';
  path: string;
  manager: string;
}

/** What the form of a cluster holds. Credentials are only ever written: they start empty. */
export interface ClusterFields {
  name: string;
  access: ClusterView['access'];
  kubeconfig: string;
  context: string;
  server: string;
  token: string;
  ca: string;
  /** Forget the stored certificate authority. */
  systemCa: boolean;
  sources: SourceFields[];
  namespaces: string[];
  isStrict: boolean;
  usesDryRun: boolean;
  isWatched: boolean;
  intervalSeconds: number | '';
  allowedAddresses: string[];
  prometheusUrl: string;
  enabled: boolean;
}

export function clusterFields(cluster: ClusterView | null): ClusterFields {
  return {
    name: cluster?.name ?? '',
    access: cluster?.access ?? 'kubeconfig',
    kubeconfig: '',
    context: '',
    server: cluster?.access === 'token' ? (cluster.server ?? '') : '',
    token: '',
    ca: '',
    systemCa: false,
    sources: cluster === null ? [emptySource('first')] : cluster.sources.map(sourceFields),
    namespaces: cluster?.namespaces ?? [],
    isStrict: cluster?.isStrict ?? false,
    usesDryRun: cluster?.usesDryRun ?? false,
    isWatched: cluster?.isWatched ?? true,
    intervalSeconds: cluster?.intervalSeconds ?? 60,
    allowedAddresses: cluster?.allowedAddresses ?? [],
    prometheusUrl: cluster?.prometheusUrl ?? '',
    enabled: cluster?.enabled ?? true,
  };
}

export function emptySource(key: string): SourceFields {
  return { key, sourceId: null, by: 'flux', path: '', manager: '' };
}

function sourceFields({ source, path, manager }: ClusterView['sources'][number], at: number): SourceFields {
  const by = path === null ? 'flux' : 'folder';
  return { key: `stored-${at}`, sourceId: String(source.id), by, path: path ?? '', manager: manager ?? '' };
}

/** What is sent: empty credentials leave the stored ones alone, and what belongs to another access is left out. */
export function toClusterBody({
  kubeconfig,
  context,
  server,
  token,
  ca,
  systemCa,
  sources,
  prometheusUrl,
  ...fields
}: ClusterFields) {
  const given = (name: string, text: string) => (text.trim() === '' ? {} : { [name]: text });
  const authority = systemCa ? { ca: null } : given('ca', ca);
  return {
    ...fields,
    ...(fields.access === 'kubeconfig' && { ...given('kubeconfig', kubeconfig), ...given('context', context) }),
    ...(fields.access === 'token' && { ...given('server', server), ...given('token', token), ...authority }),
    sources: sources.map(sourceBody),
    prometheusUrl: prometheusUrl.trim() === '' ? null : prometheusUrl.trim(),
  };
}

function sourceBody({ sourceId, by, path, manager }: SourceFields): Partial<ClusterBody['sources'][number]> {
  const source = sourceId === null ? {} : { sourceId: Number(sourceId) };
  if (by === 'flux') return { ...source, path: null, manager: null };
  return { ...source, path: path.trim(), manager: manager.trim() === '' ? null : manager.trim() };
}

/** What is wrong with a list of words: its own error, or that of one of them. */
export function errorWithin(errors: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const found = Object.entries(errors).find(([path]) => path === field || path.startsWith(`${field}.`));
  return typeof found?.[1] === 'string' ? found[1] : undefined;
}
