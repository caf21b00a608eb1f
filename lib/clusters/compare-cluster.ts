import pLimit from 'p-limit';
import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import type { ServedTypes } from '#lib/kubernetes/client/discovery.ts';
import { notComparedOf } from '#lib/kubernetes/client/fault.ts';
import type { NotCompared, ResourceType } from '#lib/kubernetes/types.ts';
import { CLUSTER_READS_IN_FLIGHT } from '#lib/policy/thresholds.ts';
import { type FluxState, fluxStateOf } from './expected/flux-state.ts';
import { readExpected } from './expected/read-expected.ts';
import { readFluxObjects } from './expected/read-flux-objects.ts';
import { compareKind } from './live/compare-kind.ts';
import { findUnasked } from './live/find-unasked.ts';
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
 * never clean; of the cluster's objects no more than a page is held at once.
 *
 * @throws TidemarkError where the question itself is wrong (no such folder, branch or program); the signal's reason.
 */
export async function compareCluster(
  deps: ScanDeps,
  question: ClusterQuestion,
  { signal, onProgress, before = null }: ScanOptions,
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
  const { objects: expected, ...git } = await readExpected(deps, question, served.types, signal);
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
  let objects = 0;
  const ofKinds = plan.kinds.length;
  const asked = plan.kinds.filter((kind) => kind.expected.size > 0);
  for (const [kinds, kind] of asked.entries()) {
    const onCompared = (more: number) => {
      objects += more;
      onProgress?.({ kinds, ofKinds, objects });
    };
    const known = before?.kinds.find(({ type }) => isSameKind(type, kind.type)) ?? null;
    const facts = { client, scaled, isStrict, otherOwners, dryRuns, before: known, signal, onCompared };
    const result = await compareKind(kind, facts);
    memory.kinds.push(result.memory);
    compared.push(...result.compared);
    left.push(...result.notCompared);
  }
  const limit = pLimit(CLUSTER_READS_IN_FLIGHT);
  const unasked = plan.kinds.filter((kind) => kind.expected.size === 0);
  const reading = unasked.map((kind) => limit(() => findUnasked(kind, { client, otherOwners, signal })));
  const shut: NotCompared[] = [];
  for (const result of await Promise.all(reading)) {
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

function isSameKind(one: ResourceType, other: ResourceType): boolean {
  return one.group === other.group && one.kind === other.kind;
}

/** What the cluster serves, or why it does not say so. */
async function readServer(
  client: KubeClient,
  signal: AbortSignal,
): Promise<{ version: string; served: ServedTypes } | NotCompared> {
  try {
    return { version: await client.version(signal), served: await client.resourceTypes(signal) };
  } catch (error) {
    return notComparedOf(error, 'the cluster');
  }
}
