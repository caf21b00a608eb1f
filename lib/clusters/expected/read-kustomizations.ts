import { planFlux } from '#lib/gitops/flux/plan.ts';
import type { DriftCondition, HelmReleasePlan, KustomizationPlan } from '#lib/gitops/flux/types.ts';
import { objectAt } from '#lib/gitops/json.ts';
import { KeptRendering } from '#lib/gitops/render/kept-rendering.ts';
import { sameRepository } from '#lib/gitops/source/address.ts';
import type { Checkout } from '#lib/gitops/source/types.ts';
import type { KubeObject, NotCompared } from '#lib/kubernetes/types.ts';
import { invariant, messageOf, TidemarkError } from '#lib/platform/errors.ts';
import type { FilesWanted, GivenRepository, ScanDeps } from '../types.ts';
import { fluxStateOf } from './flux-state.ts';
import { ignoredPointersOf, selectsByLabels } from './ignored-pointers.ts';
import { readVariables } from './read-variables.ts';
import { type ExpectedSide, emptySide } from './types.ts';

/** Under which kustomize-controller applies. */
const KUSTOMIZE_CONTROLLER = 'kustomize-controller';

/**
 * What the cluster's Kustomizations apply, at the commits that Flux applied last. An address that stands in the cluster
 * is never fetched for that: only repositories that were named are read.
 *
 * @throws only the signal's reason.
 */
export async function readKustomizations(
  deps: ScanDeps,
  flux: readonly KubeObject[],
  signal: AbortSignal,
): Promise<ExpectedSide> {
  const plan = planFlux(flux);
  const { optedOut, notCompared } = apartByCluster(plan.notCompared, flux);
  const side: ExpectedSide = { ...emptySide(fluxStateOf(flux)), optedOut };
  side.notCompared.push(...withWordsOfHelm([...notCompared, ...plan.releases.map(chartLeftOut)], plan.drifted));
  const whole = new Set<string>();
  const readings = plan.kustomizations.flatMap((each) => readingOf(deps, each, side));
  for (const same of Map.groupBy(readings, ({ key }) => key).values()) {
    for (const each of await readAll(deps, same, side, signal)) whole.add(`${each.namespace}/${each.name}`);
  }
  // What an owner applied that was not wholly rendered may be in git all the same.
  const owners = flux
    .filter(({ kind }) => kind === 'Kustomization')
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  const otherOwners = owners.filter((owner) => !whole.has(owner));
  return { ...side, otherOwners, incompleteSources: otherOwners.map((owner) => `Kustomization ${owner}`) };
}

/** A Kustomization with the files that it is made of. */
interface Reading {
  plan: KustomizationPlan;
  repository: GivenRepository;
  wanted: FilesWanted;
  /** Equal for those that are made of the same files. */
  key: string;
}

/** None where the Kustomization cannot be read, which is told. */
function readingOf({ repositories }: ScanDeps, plan: KustomizationPlan, side: ExpectedSide): Reading[] {
  const subject = subjectOf(plan);
  const { source, applied } = plan;
  const repository = repositories.find(({ addresses }) =>
    addresses.some((address) => sameRepository(address, source.url)),
  );
  if (repository === undefined) {
    const told = `${subject} is applied from ${source.url}, which was not named. No address is fetched because a cluster says so: name the repository (on the command line with --git) to have it compared.`;
    side.notCompared.push(notRendered(subject, told));
    return [];
  }
  if (plan.ignoreRules.some(selectsByLabels)) {
    const told = `${subject} ignores fields of objects by their labels or annotations, which is not followed: not compared.`;
    side.notCompared.push(notRendered(subject, told));
    return [];
  }
  const wanted = { commit: applied.commit, branch: source.branch, ignore: source.ignore };
  return [{ plan, repository, wanted, key: JSON.stringify([repository.name, wanted]) }];
}

/** Renders Kustomizations that are made of the same files. @returns those of which nothing was left out. */
async function readAll(
  deps: ScanDeps,
  readings: readonly Reading[],
  side: ExpectedSide,
  signal: AbortSignal,
): Promise<KustomizationPlan[]> {
  const [first] = readings;
  invariant(first, 'a group has members');
  const whole: KustomizationPlan[] = [];
  const renderings = new Map<Reading, KeptRendering>();
  for (const each of readings) renderings.set(each, await renderingOf(deps, each, signal));
  const isNeeded = (commit: string) => [...renderings.values()].some((each) => !each.isKnownAt(commit));
  try {
    await first.repository.withFiles({ ...first.wanted, isNeeded }, signal, async (files) => {
      for (const [reading, rendering] of renderings) {
        const before = side.notCompared.length;
        await render(reading, rendering, files, side, signal);
        if (side.notCompared.length === before) whole.push(reading.plan);
      }
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TidemarkError)) throw error;
    for (const { plan } of readings) {
      const subject = subjectOf(plan);
      side.notCompared.push(notRendered(subject, `${subject} is not compared: ${messageOf(error)}`));
    }
  }
  return whole;
}

async function renderingOf(
  { client, tools }: ScanDeps,
  { plan, repository, wanted: { ignore } }: Reading,
  signal: AbortSignal,
): Promise<KeptRendering> {
  const valuesOf = await readVariables(client, plan, signal);
  return new KeptRendering({ repository: repository.name, ignore, spec: plan.spec, tools, valuesOf });
}

async function render(
  { plan, repository }: Reading,
  rendering: KeptRendering,
  files: Checkout,
  side: ExpectedSide,
  signal: AbortSignal,
): Promise<void> {
  const name = subjectOf(plan);
  const { commit, problem } = files.state;
  const { objects, notCompared } = await rendering.of(files, signal);
  side.sources.push({ name, repository: repository.name, path: plan.spec.path, commit, problem });
  side.notCompared.push(...notCompared.map((each) => ({ ...each, subject: `${each.subject} (${name})` })));
  for (const each of objects) {
    const ignoredPointers = ignoredPointersOf(plan.ignoreRules, each.object);
    side.objects.push({ ...each, source: name, commit, manager: KUSTOMIZE_CONTROLLER, ignoredPointers });
  }
}

function subjectOf({ namespace, name }: Pick<KustomizationPlan, 'namespace' | 'name'>): string {
  return `Kustomization ${namespace}/${name}`;
}

function chartLeftOut({ namespace, name }: HelmReleasePlan): NotCompared {
  const subject = `HelmRelease ${namespace}/${name}`;
  return notRendered(subject, `${subject} is not compared: charts are not rendered here.`);
}

/** Where a chart is not compared, at least what helm-controller found is passed on. */
function withWordsOfHelm(told: readonly NotCompared[], drifted: readonly DriftCondition[]): NotCompared[] {
  const words = new Map(drifted.map(({ namespace, name, message }) => [`HelmRelease ${namespace}/${name}`, message]));
  return told.map((each) => {
    const message = words.get(each.subject);
    if (message === undefined) return each;
    return { ...each, detail: `${each.detail} helm-controller itself says that it drifted: ${message}` };
  });
}

/** What is applied to other clusters is none of this one's business; what is suspended here is. */
function apartByCluster(told: readonly NotCompared[], flux: readonly KubeObject[]) {
  const elsewhere = new Set(
    flux
      .filter((object) => objectAt(object, 'spec', 'kubeConfig') !== null)
      .map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`),
  );
  const isElsewhere = ({ subject }: NotCompared) => elsewhere.has(subject);
  return { optedOut: told.filter(isElsewhere), notCompared: told.filter((each) => !isElsewhere(each)) };
}

function notRendered(subject: string, detail: string): NotCompared {
  return { reason: 'not_rendered', subject, detail };
}
