import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import type { HelmReleasePlan } from '../flux/types.ts';
import { named, type PlacedObject, withoutDuplicates } from '../manifests/objects.ts';
import { WITHOUT_HELM } from '../program/find.ts';
import type { ReferenceValues } from '../render/variables.ts';
import { withFile } from '../render/with-file.ts';
import type { Checkout } from '../source/types.ts';
import type { Rendering, Tool } from '../types.ts';
import { readChart } from './chart.ts';
import { withHelmMetadata } from './metadata.ts';
import { type ClusterFacts, template } from './template.ts';
import { releaseValues } from './values.ts';

interface ReleaseOptions {
  helm: Tool | null;
  valuesOf: ReferenceValues;
  cluster: ClusterFacts | null;
  signal?: AbortSignal | undefined;
}

/** What a release asks of a cluster. */
export interface ReleaseRendering extends Rendering {
  /** Why installing it may have come to something else; null where nothing says so. */
  uncertain: string | null;
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
): Promise<ReleaseRendering> {
  const subject = `HelmRelease ${plan.namespace}/${plan.name}`;
  const notRendered = (detail: string): NotCompared => ({ reason: 'not_rendered', subject, detail });
  const nothing = (why: string): ReleaseRendering => {
    return { objects: [], notCompared: [notRendered(`${subject} is not compared: ${why}`)], uncertain: null };
  };
  if (helm === null) return nothing(WITHOUT_HELM);
  const chart = readChart(root, plan);
  if ('problem' in chart) return nothing(chart.problem);
  const given = releaseValues(plan, valuesOf);
  if ('problem' in given) return nothing(given.problem);
  const home = temporaryFolder('helm');
  try {
    writeFileSync(join(home, 'values.json'), JSON.stringify(given.values), { mode: 0o600 });
    const how = { helm, root, chart: chart.folder, home, release: plan.release, cluster, signal };
    const twice = async () => ({ first: await template(how), second: await template(how) });
    const place = (name: string) => join(root, chart.folder, name);
    const { first, second } = await withFile(place('Chart.yaml'), chart.metadata, () =>
      chart.values === null ? twice() : withFile(place('values.yaml'), JSON.stringify(chart.values), twice),
    );
    const told = first.problems.map((reason) => notRendered(`${subject}: ${reason}.`));
    const { objects, notCompared } = withoutDuplicates(first.objects);
    const { steady, changing } = apart(objects, second.objects);
    return {
      objects: steady.map(({ object, file, isEncrypted }) => {
        return { object: withHelmMetadata(object, plan), file, isEncrypted };
      }),
      notCompared: [...told, ...notCompared, ...changing],
      uncertain: chart.uncertain,
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof TidemarkError)) throw error;
    return nothing(error.message);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
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
