import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import type { ServedTypes } from '#lib/kubernetes/client/discovery.ts';
import { notComparedOf } from '#lib/kubernetes/client/fault.ts';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import { type FluxState, fluxStateOf } from './expected/flux-state.ts';
import { readExpected } from './expected/read-expected.ts';
import { readFluxObjects } from './expected/read-flux-objects.ts';
import { createKindStanding } from './live/kind-standing.ts';
import { readKinds } from './live/read-kinds.ts';
import { couldBeScaled, readScaleTargets } from './live/scale-targets.ts';
import { isShut } from './memory/is-shut.ts';
import type { ClusterMemory } from './memory/types.ts';
import { placeExpected } from './place-expected.ts';
import { summarise } from './summarise.ts';
import type { ClusterComparison, ClusterQuestion, ComparedObject, ScanDeps, ScanOptions } from './types.ts';

/** A comparison, and what of it makes later ones cheap. */
export interface ScannedCluster {
  comparison: ClusterComparison;
  /** Null where the cluster did not answer. */
  memory: ClusterMemory | null;
  /** Flux was at work on something newer, so that what differs may only be newer than git was. */
  isRollingOut: boolean;
}

/**
 * Compares a cluster with what git says, reading only. What cannot be read, rendered or told apart is in `notCompared`,
 * never clean; of the cluster's objects no more than a few pages are held at once.
 *
 * @throws TidemarkError where the question itself is wrong (no such folder, branch or program); the signal's reason.
 */
export async function compareCluster(
  deps: ScanDeps,
  question: ClusterQuestion,
  { signal, onProgress = () => undefined, before = null }: ScanOptions,
): Promise<ScannedCluster> {
  const { client, now } = deps;
  const comparedAt = now();
  const server = await readServer(client, signal);
  if ('reason' in server) {
    const summary = summarise({ compared: [], notCompared: [server], optedOut: [] });
    const reason = `Nothing was compared. ${server.detail}`;
    const comparison = { ...summary, reason, comparedAt, serverVersion: null, sources: [] };
    return { comparison, memory: null, isRollingOut: false };
  }
  const { version: serverVersion, served } = server;
  const { objects: expected, ...git } = await readExpected(deps, question, server, signal);
  const plan = placeExpected(expected, served, question.namespaces);
  const { lists, unplaced } = plan;
  const hasScalable = couldBeScaled(plan.kinds);
  const { scaled, notCompared } = await readScaleTargets(client, served.types, { lists, hasScalable }, signal);
  const { isStrict } = question;
  const { otherOwners, incompleteSources } = git;
  const left = [...git.notCompared, ...plan.notCompared];
  const dryRuns = deps.dryRuns?.() ?? null;
  const compared: ComparedObject[] = [];
  const memory: ClusterMemory = {
    kinds: [],
    types: served.types,
    lists,
    hasScalable,
    isStrict,
    otherOwners,
    incompleteSources,
    unplaced,
    appliedByFlux: git.flux.applied,
    notCompared: [...left],
  };
  left.push(...notCompared);
  const standing = createKindStanding(client, signal);
  const facts = { client, scaled, isStrict, otherOwners, dryRuns, standing, before, signal, onProgress };
  const { asked, unasked } = await readKinds(plan.kinds, facts);
  for (const result of asked) {
    memory.kinds.push(result.memory);
    compared.push(...result.compared);
    left.push(...result.notCompared);
  }
  const shut: NotCompared[] = [];
  for (const result of unasked) {
    memory.kinds.push(result.memory);
    compared.push(...result.compared);
    for (const list of result.memory.lists) {
      if (isShut(result.memory, list)) shut.push(...list.notCompared);
      else left.push(...list.notCompared);
    }
  }
  left.push(...untriedAmong(compared));
  const summary = summarise({ compared, notCompared: left, optedOut: [...git.optedOut, ...shut] });
  const comparison = { ...summary, comparedAt, serverVersion, sources: git.sources };
  const isDrifted = comparison.verdict === 'drifted';
  const isRollingOut = isDrifted && question.withFlux && (await hasMovedOn(client, served, git.flux, signal));
  return { comparison, memory, isRollingOut };
}

/** Why dry runs told nothing, each reason once. */
function untriedAmong(compared: readonly ComparedObject[]): NotCompared[] {
  return [
    ...new Map(compared.flatMap(({ untried }) => (untried === undefined ? [] : [[untried.subject, untried]]))).values(),
  ];
}

/** Whether Flux is, or was meanwhile, at work on something newer than what was compared with. */
async function hasMovedOn(
  client: KubeClient,
  { types }: ServedTypes,
  before: FluxState,
  signal: AbortSignal,
): Promise<boolean> {
  if (before.isApplying) return true;
  const { objects, notCompared } = await readFluxObjects(client, types, signal);
  const now = fluxStateOf(objects);
  return notCompared.length === 0 && (now.isApplying || now.applied !== before.applied);
}

/** What the cluster serves, or why it does not say so. */
async function readServer(
  client: KubeClient,
  signal: AbortSignal,
): Promise<{ version: string; served: ServedTypes } | NotCompared> {
  try {
    const [version, served] = await Promise.all([client.version(signal), client.resourceTypes(signal)]);
    return { version, served };
  } catch (error) {
    return notComparedOf(error, 'the cluster');
  }
}
