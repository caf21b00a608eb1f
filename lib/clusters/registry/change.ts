import type { AuditChanges } from '#lib/audit/record.ts';
import type { ClusterBody, ClusterPatch } from '#lib/contract/drift/clusters.ts';
import type { ConnectionData } from '#lib/kubernetes/connection/types.ts';

type Setting =
  | 'name'
  | 'access'
  | 'namespaces'
  | 'isStrict'
  | 'usesDryRun'
  | 'isWatched'
  | 'intervalSeconds'
  | 'allowedAddresses'
  | 'prometheusUrl'
  | 'enabled'
  | 'sources';

/** What is known of a cluster when it is changed. */
export interface ClusterFacts extends Pick<ClusterBody, Setting> {
  server: string | null;
  hasWebhookSecret: boolean;
}

export interface ClusterChange {
  next: Pick<ClusterBody, Setting>;
  /** For the audit log: never a secret. */
  changes: AuditChanges;
  /** What was compared so far says nothing of what is compared now. */
  isAnotherQuestion: boolean;
}

const SHOWN = [
  'name',
  'access',
  'isStrict',
  'usesDryRun',
  'isWatched',
  'intervalSeconds',
  'prometheusUrl',
  'enabled',
] as const satisfies readonly Setting[];
const LISTS = ['namespaces', 'allowedAddresses', 'sources'] as const satisfies readonly Setting[];
/** What decides about what a comparison says. */
const ASKED = ['access', 'server', 'kubeconfig', 'sources', 'namespaces', 'isStrict', 'usesDryRun'];

/**
 * What a patch changes.
 *
 * @param connection as `nextConnection` gives it
 */
export function planClusterChange(
  current: ClusterFacts,
  { kubeconfig: _k, context: _c, server: _s, token: _t, ca: _a, webhookSecret, ...settings }: ClusterPatch,
  connection: ConnectionData | null | undefined,
): ClusterChange {
  const next = { ...current, ...settings };
  const changes: AuditChanges = {};
  for (const field of SHOWN) {
    if (next[field] !== current[field]) changes[field] = { from: current[field], to: next[field] };
  }
  for (const field of LISTS) {
    const [from, to] = [wordsOf(current[field]), wordsOf(next[field])];
    if (from !== to) changes[field] = { from, to };
  }
  if (connection !== undefined) {
    const server = connection?.server ?? null;
    if (server !== current.server) changes.server = { from: current.server, to: server };
    const to = connection === null ? 'none' : current.server === null ? 'stored' : 'replaced';
    changes.credentials = { from: current.server === null ? 'none' : 'stored', to };
  }
  if (webhookSecret !== undefined && (webhookSecret !== null || current.hasWebhookSecret)) {
    const to = webhookSecret === null ? 'none' : current.hasWebhookSecret ? 'replaced' : 'stored';
    changes.webhookSecret = { from: current.hasWebhookSecret ? 'stored' : 'none', to };
  }
  return { next, changes, isAnotherQuestion: ASKED.some((field) => changes[field] !== undefined) };
}

function wordsOf(list: readonly (string | ClusterBody['sources'][number])[]): string {
  return list.map((each) => (typeof each === 'string' ? each : sourceWords(each))).join(', ');
}

/** A source of a cluster as the audit log names it. */
function sourceWords({ sourceId, path, manager }: ClusterBody['sources'][number]): string {
  if (path === null) return `source ${sourceId} by Flux`;
  return `source ${sourceId} at ${path === '' ? '/' : path}${manager === null ? '' : ` by ${manager}`}`;
}
