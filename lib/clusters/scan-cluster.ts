import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import type { ServedTypes } from '#lib/kubernetes/client/discovery.ts';
import { notComparedOf } from '#lib/kubernetes/client/fault.ts';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import { readExpected } from './expected/read-expected.ts';
import { compareKind } from './live/compare-kind.ts';
import { readScaleTargets } from './live/scale-targets.ts';
import { placeExpected } from './place-expected.ts';
import { summarise } from './summarise.ts';
import type { ClusterComparison, ClusterQuestion, ComparedObject, ScanDeps, ScanOptions } from './types.ts';

/**
 * Compares a cluster with what git says, reading only. What cannot be read, rendered or told apart is in `notCompared`,
 * never clean; of the cluster's objects no more than a page is held at once.
 *
 * @throws TidemarkError where the question itself is wrong (no such folder, branch or program); the signal's reason.
 */
export async function scanCluster(
  deps: ScanDeps,
  question: ClusterQuestion,
  { signal, onProgress }: ScanOptions,
): Promise<ClusterComparison> {
  const { client, now } = deps;
  const comparedAt = now();
  const server = await readServer(client, signal);
  if ('reason' in server) {
    const summary = summarise({ compared: [], notCompared: [server], optedOut: [] });
    return { ...summary, comparedAt, serverVersion: null, sources: [] };
  }
  const { version: serverVersion, served } = server;
  const git = await readExpected(deps, question, served.types, signal);
  const plan = placeExpected(git.objects, served, question.namespaces);
  const { scaled, notCompared } = await readScaleTargets(client, served.types, plan, signal);
  const left = [...git.notCompared, ...plan.notCompared, ...notCompared];
  const compared: ComparedObject[] = [];
  let objects = 0;
  for (const [kinds, kind] of plan.kinds.entries()) {
    const tell = (more: number) => {
      objects += more;
      onProgress?.({ kinds, ofKinds: plan.kinds.length, objects });
    };
    const { isStrict } = question;
    const { otherOwners } = git;
    const result = await compareKind(kind, { client, scaled, isStrict, otherOwners, signal, onCompared: tell });
    compared.push(...result.compared);
    left.push(...result.notCompared);
  }
  const summary = summarise({ compared, notCompared: left, optedOut: git.optedOut });
  return { ...summary, comparedAt, serverVersion, sources: git.sources };
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
