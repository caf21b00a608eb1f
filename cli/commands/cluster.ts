import type { Command } from 'commander';
import type { World } from '../world.ts';

/** Adds `tidemark cluster …`. What a command does is loaded when it runs, so that help and version stay fast. */
export function addClusterCommands(program: Command, world: World, end: (exitCode: number) => void): void {
  const cluster = program
    .command('cluster')
    .description('compare a Kubernetes cluster with git')
    .addHelpText('after', examples('cluster diff', 'cluster diff --git ../fleet --path apps/shop'));

  cluster
    .command('diff')
    .description('compare what runs with what git says, field by field; reads only, with neither console nor database')
    .option('--context <name>', 'context of the kubeconfig (default: its current one)')
    .option(
      '--kubeconfig <file>',
      'kubeconfig (default: $KUBECONFIG, else ~/.kube/config, else the account of the pod)',
    )
    .option('--git <repository>', 'folder that is checked out, or address to fetch; can be given again', collect)
    .option('--branch <name>', 'branch (default: what is checked out, else what Flux follows, else main)')
    .option('--path <folder>', 'folder of the repository, applied as it is (default: what the Flux objects say)')
    .option('--manager <name>', 'field manager that applies --path server-side, e.g. kustomize-controller')
    .option('--namespace <name>', 'only this namespace; can be given again', collect)
    .option('--strict', 'count fields that nobody is on record for, too: where no webhook fills any in')
    .option('--dry-run', 'also ask what the cluster would make of git’s objects; needs the admission policy of deploy/')
    .option('--json', 'print the comparison as JSON')
    .addHelpText('after', NOTES)
    .addHelpText(
      'after',
      examples(
        'cluster diff',
        'cluster diff --context prod --git https://git.example.org/fleet.git --json',
        'cluster diff --git ../fleet --path apps/shop --manager argocd-controller --namespace shop',
      ),
    )
    .action(async (options) => end(await (await import('./cluster/diff.ts')).diffCluster(options, world)));
}

const NOTES = `
Without --path it compares the Kustomizations of Flux at the commits that Flux applied last, as far as they come from
the repositories that --git names (default: the one around this folder). No address is fetched because a cluster names
it. Of a folder that is checked out, what is committed counts. Kustomizations need kustomize or kubectl on the PATH.

Exit codes: 0 as git says, 1 drifted, 2 bad input, 3 nothing found but not everything that git has could be compared.`;

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  tidemark ${line}`).join('\n')}`;
}
