import type { ClusterPatch } from '#lib/contract/drift/clusters.ts';
import type { FlagSourcePatch } from '#lib/contract/drift/flags.ts';
import type { GitSourcePatch } from '#lib/contract/drift/git-sources.ts';
import type { EndpointPatch, GatewayBody } from '#lib/contract/endpoints.ts';
import type { LangfuseSourcePatch } from '#lib/contract/langfuse.ts';
import type { UserPatch } from '#lib/contract/people.ts';
import type { RepositoryPatch } from '#lib/contract/repositories.ts';

type IncidentField = 'assigneeId' | 'resolution' | 'status';
type SuiteField = 'title' | 'description';
type Field =
  | keyof ClusterPatch
  | keyof FlagSourcePatch
  | keyof GitSourcePatch
  | keyof EndpointPatch
  | keyof GatewayBody
  | keyof LangfuseSourcePatch
  | keyof RepositoryPatch
  | keyof UserPatch
  | IncidentField
  | SuiteField;

const FIELD_LABEL: Record<Field, string> = {
  access: 'access',
  agent: 'agent',
  allowedAddresses: 'allowed addresses',
  apiKey: 'key',
  assigneeId: 'owner',
  baseUrl: 'base URL',
  branch: 'branch',
  ca: 'certificate authority',
  concurrency: 'calls at once',
  context: 'context',
  description: 'description',
  disabled: 'disabled',
  enabled: 'switched on',
  evaluator: 'evaluator',
  forge: 'forge',
  forgeProject: 'project on the forge',
  forgeUrl: 'address of the forge',
  gatewayId: 'gateway',
  inputUsdPerMillion: 'price of input per million tokens',
  intervalSeconds: 'interval',
  isStrict: 'strict comparison',
  isWatched: 'watching',
  usesDryRun: 'dry runs',
  judgeGatewayId: 'gateway of the judge',
  judgeInputUsdPerMillion: 'price of the judge’s input per million tokens',
  judgeModel: 'judge',
  judgeOutputUsdPerMillion: 'price of the judge’s output per million tokens',
  kind: 'kind',
  knownHosts: 'known hosts',
  kubeconfig: 'kubeconfig',
  mode: 'mode',
  model: 'model',
  name: 'name',
  namespaces: 'namespaces',
  nightly: 'nightly runs',
  outputUsdPerMillion: 'price of output per million tokens',
  password: 'password',
  path: 'folder',
  plan: 'plan of a night',
  projectPath: 'project file',
  prometheusUrl: 'Prometheus',
  publicKey: 'public key',
  repositoryId: 'repository',
  requestTimeoutMs: 'timeout',
  resolution: 'resolution',
  role: 'role',
  runBudgetUsd: 'budget of a run',
  scoreAtMost: 'highest score',
  secret: 'secret',
  secretKey: 'secret key',
  seed: 'seed',
  server: 'API server',
  signers: 'signing keys',
  sourceId: 'git source',
  sources: 'git sources',
  status: 'status',
  suiteId: 'suite',
  temperature: 'temperature',
  title: 'title',
  token: 'token',
  url: 'address',
  webhookSecret: 'key of notifications',
};

const labels: ReadonlyMap<string, string> = new Map(Object.entries(FIELD_LABEL));

/** How a changed field is named in the audit log, mid-sentence; the field itself where it has no other name. */
export function fieldLabel(field: string): string {
  return labels.get(field) ?? field;
}

/** The names of changed fields as a list: `base URL, key`. */
export function fieldLabels(changes: object): string {
  return Object.keys(changes).map(fieldLabel).join(', ');
}
