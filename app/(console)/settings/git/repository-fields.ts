import type { ForgeFields } from '#components/settings/forge-inputs.tsx';
import type { RepositoryView } from '#lib/contract/repositories.ts';

/** What the repository form holds. The token is only ever written: it starts empty. */
export interface RepositoryFields extends ForgeFields {
  name: string;
  url: string;
  branch: string;
  projectPath: string;
  token: string;
  removeToken: boolean;
  gatewayId: string | null;
  nightly: boolean;
  runBudgetUsd: number | '';
}

export function repositoryFields(repository: RepositoryView | null): RepositoryFields {
  return {
    name: repository?.name ?? '',
    url: repository?.url ?? '',
    branch: repository?.branch ?? 'main',
    projectPath: repository?.projectPath ?? 'evals/tidemark.yaml',
    forge: repository?.forge ?? 'none',
    forgeUrl: repository?.forgeUrl ?? '',
    forgeProject: repository?.forgeProject ?? '',
    token: '',
    removeToken: false,
    gatewayId: repository === null ? null : String(repository.gateway.id),
    nightly: repository?.nightly ?? true,
    runBudgetUsd: repository?.runBudgetUsd ?? '',
  };
}

/** The gateway that goes without saying: the only one there is. */
export function onlyGateway(gateways: readonly { id: number }[]): string | null {
  const [only, ...others] = gateways;
  return only === undefined || others.length > 0 ? null : String(only.id);
}

/**
 * What is sent: an empty token field leaves the stored token alone, null removes it. Without a forge its address and
 * project are none, whatever was typed before.
 */
export function toRepositoryBody({ removeToken, token, ...fields }: RepositoryFields) {
  const isOnForge = fields.forge !== 'none';
  const body = {
    ...fields,
    forgeUrl: isOnForge ? orNull(fields.forgeUrl) : null,
    forgeProject: isOnForge ? orNull(fields.forgeProject) : null,
    gatewayId: fields.gatewayId === null ? null : Number(fields.gatewayId),
    runBudgetUsd: fields.runBudgetUsd === '' ? null : fields.runBudgetUsd,
  };
  if (removeToken) return { ...body, token: null };
  return token === '' ? body : { ...body, token };
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
