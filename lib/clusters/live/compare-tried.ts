import type { KubeObject, ResourceType } from '#lib/kubernetes/types.ts';
import type { ComparedObject, ExpectedObject } from '../types.ts';
import { type CompareFacts, compareOne } from './compare-one.ts';
import type { DryRuns } from './dry-runs.ts';

/** What is known while an object is compared with dry runs as well. */
export interface TriedFacts extends CompareFacts {
  type: ResourceType;
  dryRuns: DryRuns;
  signal: AbortSignal;
}

/**
 * Compares an object, and adds what only a dry run tells. What the cluster lacks, and what opts out, is not tried.
 *
 * @param lastSeenUid as in compareOne, like `expectedHash`
 * @throws only the signal's reason.
 */
export async function compareTried(
  expected: ExpectedObject,
  live: KubeObject | null,
  { type, dryRuns, signal, ...facts }: TriedFacts,
  lastSeenUid: string | null,
  expectedHash: string | null = null,
): Promise<ComparedObject> {
  const read = compareOne(expected, live, facts, lastSeenUid, expectedHash);
  if (live === null || read.notCompared !== null) return read;
  const said = await dryRuns.ask(type, expected, live, signal);
  if (said === null) return read;
  if ('untried' in said) return { ...read, untried: said.untried };
  return compareOne(expected, live, { ...facts, dryRun: said.object }, lastSeenUid, expectedHash);
}
