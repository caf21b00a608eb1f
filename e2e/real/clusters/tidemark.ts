import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { type ClusterReport, clusterReport } from '#lib/clusters/report/format.ts';
import { childEnvironment } from '#lib/platform/env.ts';
import { ROOT } from '#scripts/stack/root.ts';
import { programPath } from '../servers/build/cache.ts';

interface Run {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs `tidemark cluster diff` as a process, with nothing but kustomize, helm and the system's programs on its PATH. */
export async function clusterDiff(kubeconfig: string, ...options: readonly string[]): Promise<Run> {
  const folders = [programPath('kustomize'), programPath('helm')].map((path) => dirname(path));
  const PATH = [...folders, '/usr/local/bin', '/usr/bin', '/bin'].join(':');
  const env = childEnvironment({ KUBECONFIG: kubeconfig, PATH });
  const child = spawn(process.execPath, ['cli/entry.ts', 'cluster', 'diff', ...options], { cwd: ROOT, env });
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { exitCode: Number(exitCode), stdout, stderr };
}

/** The same as a report. */
export async function reported(
  kubeconfig: string,
  ...options: readonly string[]
): Promise<{ exitCode: number; report: ClusterReport }> {
  const { exitCode, stdout, stderr } = await clusterDiff(kubeconfig, ...options, '--json');
  if (stdout === '') throw new Error(stderr);
  return { exitCode, report: clusterReport.parse(JSON.parse(stdout)) };
}

/** `kind Kind namespace/name path by manager` of every finding. */
export function linesOf({ findings }: ClusterReport): string[] {
  return findings.map(({ kind, object, path, manager }) => {
    const name = [object.namespace, object.name].filter((part) => part !== null).join('/');
    return [kind, object.kind, name, path, manager === null ? '' : `by ${manager}`]
      .filter((part) => part !== '')
      .join(' ');
  });
}
