import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { JsonObject, NotCompared } from '#lib/kubernetes/types.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { mergeValues } from '../flux/helm-release.ts';
import type { HelmReleasePlan } from '../flux/types.ts';
import { BUILD_TIMEOUT_MS, MAX_BUILD_BYTES } from '../limits.ts';
import { named, objectsOf, type PlacedObject, withoutDuplicates } from '../manifests/objects.ts';
import { WITHOUT_HELM } from '../program/find.ts';
import { quoteProgram, runProgram } from '../program/run.ts';
import { folderOf } from '../render/render-source.ts';
import type { ReferenceValues } from '../render/variables.ts';
import { withFile } from '../render/with-file.ts';
import type { Checkout } from '../source/types.ts';
import type { Rendering, Tool } from '../types.ts';
import { readDocuments } from '../yaml/read.ts';
import { withHelmMetadata } from './metadata.ts';
import { readValues, releaseValues } from './values.ts';

interface ReleaseOptions {
  helm: Tool | null;
  valuesOf: ReferenceValues;
  /** What templates ask the cluster for; null where it is not known. */
  cluster: { version: string; apiVersions: readonly string[] } | null;
  signal?: AbortSignal | undefined;
}

/**
 * What a HelmRelease's chart asks of a cluster, as helm-controller installs it: without hooks, tests and the CRDs that
 * Helm never upgrades. Rendered twice, so that what a chart makes up by chance is told apart from drift.
 *
 * @throws only the signal's reason.
 */
export async function renderRelease(
  { folder: root }: Pick<Checkout, 'folder'>,
  plan: HelmReleasePlan,
  { helm, valuesOf, cluster, signal }: ReleaseOptions,
): Promise<Rendering> {
  const subject = `HelmRelease ${plan.namespace}/${plan.name}`;
  const nothing = (detail: string): Rendering => ({
    objects: [],
    notCompared: [{ reason: 'not_rendered', subject, detail: `${subject} cannot be rendered: ${detail}` }],
  });
  if (helm === null) return nothing(WITHOUT_HELM);
  const chart = folderOf(plan.chart);
  if (!isFolder(join(root, chart))) return nothing(`there is no chart ${chart} at this commit.`);
  const given = releaseValues(plan, valuesOf);
  if ('problem' in given) return nothing(given.problem);
  const own = chartValues(root, plan.valuesFiles);
  if ('problem' in own) return nothing(own.problem);
  const home = temporaryFolder('helm');
  try {
    writeFileSync(join(home, 'values.json'), JSON.stringify(given.values), { mode: 0o600 });
    const run = () => template(helm, root, chart, home, plan, cluster, signal);
    const twice = async () => ({ first: await run(), second: await run() });
    const valuesFile = join(root, chart, 'values.yaml');
    const { first, second } =
      own.values === null ? await twice() : await withFile(valuesFile, JSON.stringify(own.values), twice);
    const told = first.problems.map(
      (reason): NotCompared => ({ reason: 'not_rendered', subject, detail: `${subject}: ${reason}.` }),
    );
    const { objects, notCompared } = withoutDuplicates(first.objects);
    const { steady, changing } = apart(objects, second.objects);
    return {
      objects: steady.map((placed) => ({
        object: withHelmMetadata(placed.object, plan),
        file: placed.file,
        isEncrypted: placed.isEncrypted,
      })),
      notCompared: [...told, ...notCompared, ...changing],
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof TidemarkError)) throw error;
    return nothing(error.message);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function template(
  { command, words }: Tool,
  root: string,
  chart: string,
  home: string,
  { release }: HelmReleasePlan,
  cluster: ReleaseOptions['cluster'],
  signal: AbortSignal | undefined,
): Promise<{ objects: PlacedObject[]; problems: string[] }> {
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
    ...known,
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
    args: [...words, 'template', release.name, `./${chart}`, ...options],
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

/** Values files of the repository take the place of the chart's own values, as source-controller packs them; null for none. */
function chartValues(root: string, files: readonly string[]): { values: JsonObject | null } | { problem: string } {
  if (files.length === 0) return { values: null };
  let values: JsonObject = {};
  for (const file of files) {
    const place = join(root, folderOf(file));
    if (!existsSync(place)) return { problem: `its values file ${file} is not there.` };
    const read = readValues(file, readFileSync(place, 'utf8'));
    if ('problem' in read) return read;
    values = mergeValues(values, read.values);
  }
  return { values };
}

/** What came out the same twice, and what did not. */
function apart(
  first: readonly PlacedObject[],
  second: readonly PlacedObject[],
): { steady: PlacedObject[]; changing: NotCompared[] } {
  const again = new Set(second.map(({ object }) => stableJson(object)));
  const steady = first.filter(({ object }) => again.has(stableJson(object)));
  const changing = first
    .filter((placed) => !steady.includes(placed))
    .map(
      ({ object }): NotCompared => ({
        reason: 'not_rendered',
        subject: named(object),
        detail: `${named(object)} comes out of its chart differently each time (a random value or the time), so that git does not say what it should be.`,
      }),
    );
  return { steady, changing };
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
