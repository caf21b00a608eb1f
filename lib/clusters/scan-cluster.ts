import type { ServedTypes } from '#lib/kubernetes/client/discovery.ts';
import { notComparedOf } from '#lib/kubernetes/client/fault.ts';
import { readExpected } from './expected/read-expected.ts';
import type { ExpectedSide } from './expected/types.ts';
import { compareKind } from './live/compare-kind.ts';
import { readScaleTargets } from './live/scale-targets.ts';
import { placeExpected } from './place-expected.ts';
import { summarise } from './summarise.ts';
import type { ClusterComparison, ClusterQuestion, ComparedObject, ScanDeps, ScanOptions } from './types.ts';

const NOTHING: ExpectedSide = { objects: [], sources: [], notCompared: [], optedOut: [], otherOwners: null };

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
  const server = await ask(() => client.version(signal));
  const served: { answer: ServedTypes } | ReturnType<typeof notComparedOf> =
    'answer' in server ? await ask(() => client.resourceTypes(signal)) : server;
  if (!('answer' in served)) {
    const summary = summarise({ compared: [], notCompared: [served], optedOut: [] });
    return { ...summary, comparedAt, serverVersion: null, sources: NOTHING.sources };
  }
  const git = await readExpected(deps, question, served.answer.types, signal);
  const plan = placeExpected(git.objects, served.answer, question.namespaces);
  const { scaled, notCompared } = await readScaleTargets(client, served.answer.types, plan, signal);
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
  return {
    ...summary,
    comparedAt,
    serverVersion: 'answer' in server ? server.answer : null,
    sources: git.sources,
  };
}

/** An answer of the cluster, or why there is none. */
async function ask<T>(question: () => Promise<T>): Promise<{ answer: T } | ReturnType<typeof notComparedOf>> {
  try {
    return { answer: await question() };
  } catch (error) {
    return notComparedOf(error, 'the cluster');
  }
}
