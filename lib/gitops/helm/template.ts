import { mkdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { TidemarkError } from '#lib/platform/errors.ts';
import type { ReleaseName } from '../flux/types.ts';
import { BUILD_TIMEOUT_MS, MAX_BUILD_BYTES } from '../limits.ts';
import { objectsOf, type PlacedObject } from '../manifests/objects.ts';
import { quoteProgram, runProgram } from '../program/run.ts';
import type { Tool } from '../types.ts';
import { readDocuments } from '../yaml/read.ts';

/** What templates can ask a cluster for. */
export interface ClusterFacts {
  /** Such as `v1.36.3`. */
  version: string;
  /** As helm names them: `apps/v1`, `apps/v1/Deployment`. */
  apiVersions: readonly string[];
}

interface TemplateOptions {
  helm: Tool;
  root: string;
  /** Folder of the chart, from `root`. */
  chart: string;
  /** A folder of this rendering alone, with `values.json`. */
  home: string;
  release: ReleaseName;
  /** Null where it is not known. */
  cluster: ClusterFacts | null;
  signal: AbortSignal | undefined;
}

/**
 * Has helm render a chart, without hooks and tests, and without anything that it could reach.
 *
 * @throws TidemarkError `invalid_input` with what helm said; the signal's reason.
 */
export async function template({
  helm: { command, words },
  root,
  chart,
  home,
  release,
  cluster,
  signal,
}: TemplateOptions): Promise<{ objects: PlacedObject[]; problems: string[] }> {
  const known =
    cluster === null
      ? []
      : ['--kube-version', cluster.version, ...cluster.apiVersions.flatMap((each) => ['--api-versions', each])];
  const options = [
    '--namespace',
    release.namespace,
    '--values',
    join(home, 'values.json'),
    '--no-hooks',
    '--skip-tests',
  ];
  const empty = join(home, 'empty');
  mkdirSync(empty, { recursive: true });
  const environment = {
    PATH: '',
    HOME: empty,
    LC_ALL: 'C',
    KUBECONFIG: '/dev/null',
    HELM_PLUGINS: empty,
    HTTPS_PROXY: 'http://127.0.0.1:9',
  };
  const { code, stdout, stderr } = await runProgram({
    command,
    args: [...words, 'template', release.name, `./${chart}`, ...options, ...known],
    cwd: root,
    environment,
    timeoutMs: BUILD_TIMEOUT_MS,
    maxBytes: MAX_BUILD_BYTES,
    signal,
  });
  if (code !== 0) throw new TidemarkError('invalid_input', `helm said: ${quoteProgram(stderr, root)}`);
  const text = stdout.toString('utf8');
  const read = readDocuments('helm', text, 'kubernetes');
  const { objects, problems } = objectsOf(null, read.documents);
  const lines = text.split('\n');
  return {
    objects: objects.map((placed) => ({ ...placed, file: templateOf(lines, placed.line, chart) })),
    problems: [...read.problems, ...problems].map(({ line, reason }) => `line ${line} of what helm rendered ${reason}`),
  };
}

/** Helm writes `# Source: <chart>/templates/x.yaml` above what comes from it. */
function templateOf(lines: readonly string[], line: number, chart: string): string | null {
  const above = lines.slice(0, line).findLast((each) => each.startsWith('# Source: '));
  const path = above?.slice('# Source: '.length).trim();
  return path === undefined ? null : posix.join(chart, path.slice(path.indexOf('/') + 1));
}
