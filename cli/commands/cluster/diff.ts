import { createDryRuns } from '#lib/clusters/live/dry-runs.ts';
import { identityOf } from '#lib/clusters/registry/trial/identity.ts';
import { clusterReport } from '#lib/clusters/report/format.ts';
import { toReport } from '#lib/clusters/report/to-report.ts';
import { scanCluster } from '#lib/clusters/scan-cluster.ts';
import type { AskedFolder, GivenRepository } from '#lib/clusters/types.ts';
import { findTools } from '#lib/gitops/program/find.ts';
import { createKubeClient } from '#lib/kubernetes/client/client.ts';
import { connectLocally } from '#lib/kubernetes/connection/local.ts';
import { inheritedEnvironment } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { EXIT_CODE_OF_CLUSTER } from '#lib/policy/exit-codes.ts';
import { createScanProgress } from '../../reporters/cluster/progress.ts';
import { clusterReportText } from '../../reporters/cluster/report.ts';
import { json } from '../../reporters/json.ts';
import type { World } from '../../world.ts';
import { withRepositories } from './repositories.ts';

export interface DiffOptions {
  context?: string;
  kubeconfig?: string;
  git?: string[];
  branch?: string;
  path?: string;
  manager?: string;
  namespace?: string[];
  strict?: true;
  dryRun?: true;
  json?: true;
}

/** Compares a cluster with git, reports, and gives the exit code of the verdict. */
export async function diffCluster(options: DiffOptions, world: World): Promise<number> {
  const { path, manager, git = ['.'], namespace, strict, branch } = options;
  if (path === undefined && manager !== undefined) throw badInput('--manager says how --path is applied: give both.');
  if (path !== undefined && git.length > 1) throw badInput('--path lies in one repository: give --git once.');
  if (path?.split('/').includes('..'))
    throw badInput('--path begins at the top of the repository: write it without "..".');
  const connection = await connectLocally({ file: options.kubeconfig, context: options.context });
  const client = createKubeClient(connection, {
    outbound: createOutboundGuard(),
    now: world.now,
    random: world.random,
  });
  const tools = findTools({ searchPath: inheritedEnvironment(['PATH']).PATH ?? '' });
  const account = async () => identityOf(await connection.credentials()).name;
  const dryRuns = options.dryRun === true ? () => createDryRuns(client, account) : null;
  const progress = createScanProgress(world.stderr);
  try {
    const comparison = await withRepositories(git, { branch: branch ?? null, now: world.now }, (repositories) =>
      scanCluster(
        { client, repositories, tools, now: world.now, dryRuns },
        {
          folders: path === undefined ? [] : foldersOf(repositories, path, manager ?? null),
          withFlux: path === undefined,
          namespaces: namespace ?? null,
          isStrict: strict === true,
        },
        { signal: world.stopSignal(), onProgress: progress.onProgress },
      ),
    ).finally(progress.end);
    const report = toReport(comparison, connection.server);
    world.stdout.write(options.json ? json(clusterReport.parse(report)) : clusterReportText(report));
    return EXIT_CODE_OF_CLUSTER[report.verdict];
  } finally {
    client.close();
  }
}

function foldersOf(repositories: readonly GivenRepository[], path: string, manager: string | null): AskedFolder[] {
  return repositories.map((repository) => ({ repository, path, manager }));
}

function badInput(message: string): TidemarkError {
  return new TidemarkError('invalid_input', message);
}
