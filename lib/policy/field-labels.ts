import type { EndpointPatch, GatewayBody } from '#lib/contract/endpoints.ts';
import type { LangfuseSourcePatch } from '#lib/contract/langfuse.ts';
import type { UserPatch } from '#lib/contract/people.ts';
import type { RepositoryPatch } from '#lib/contract/repositories.ts';

type IncidentField = 'assigneeId' | 'resolution' | 'status';
type SuiteField = 'title' | 'description';
type Field =
  | keyof EndpointPatch
  | keyof GatewayBody
  | keyof LangfuseSourcePatch
  | keyof RepositoryPatch
  | keyof UserPatch
  | IncidentField
  | SuiteField;

const FIELD_LABEL: Record<Field, string> = {
  agent: 'agent',
  apiKey: 'key',
  assigneeId: 'owner',
  baseUrl: 'base URL',
  branch: 'branch',
  concurrency: 'calls at once',
  description: 'description',
  disabled: 'disabled',
  enabled: 'searched weekly',
  evaluator: 'evaluator',
  forge: 'forge',
  forgeProject: 'project on the forge',
  forgeUrl: 'address of the forge',
  gatewayId: 'gateway',
  inputUsdPerMillion: 'price of input per million tokens',
  judgeGatewayId: 'gateway of the judge',
  judgeInputUsdPerMillion: 'price of the judge’s input per million tokens',
  judgeModel: 'judge',
  judgeOutputUsdPerMillion: 'price of the judge’s output per million tokens',
  kind: 'kind',
  model: 'model',
  name: 'name',
  nightly: 'nightly runs',
  outputUsdPerMillion: 'price of output per million tokens',
  password: 'password',
  plan: 'plan of a night',
  projectPath: 'project file',
  publicKey: 'public key',
  repositoryId: 'repository',
  requestTimeoutMs: 'timeout',
  resolution: 'resolution',
  role: 'role',
  runBudgetUsd: 'budget of a run',
  scoreAtMost: 'highest score',
  secretKey: 'secret key',
  seed: 'seed',
  status: 'status',
  suiteId: 'suite',
  temperature: 'temperature',
  title: 'title',
  token: 'token',
  url: 'address',
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
