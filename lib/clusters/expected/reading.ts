import type { FluxIgnoreRule, FluxSource } from '#lib/gitops/flux/types.ts';
import { sameRepository } from '#lib/gitops/source/address.ts';
import type { Checkout } from '#lib/gitops/source/types.ts';
import type { Rendering } from '#lib/gitops/types.ts';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import { invariant, messageOf, TidemarkError } from '#lib/platform/errors.ts';
import type { ExpectedObject, FilesWanted, GivenRepository } from '../types.ts';
import { ignoredPointersOf, selectsByLabels } from './ignored-pointers.ts';
import type { ExpectedSide } from './types.ts';

/** A rendering that may need no files. */
export interface Prepared {
  isKnownAt(commit: string): boolean;
  of(files: Checkout, signal: AbortSignal): Promise<Rendering>;
}

/** Something that Flux applies from git, with what it is made of. */
export interface Reading extends Pick<ExpectedObject, 'manager' | 'maybeManager'> {
  /** As {@link ExpectedObject.source}. */
  name: string;
  repository: GivenRepository;
  /** From the top of the repository. */
  path: string;
  wanted: Omit<FilesWanted, 'isNeeded'>;
  ignoreRules: readonly FluxIgnoreRule[];
  /** Asks the cluster for what it takes from there. @throws only the signal's reason. */
  prepare(signal: AbortSignal): Promise<Prepared>;
}

/** What says where an object of Flux takes from, and what of it is ignored. */
interface Taken {
  name: string;
  source: FluxSource;
  ignoreRules: readonly FluxIgnoreRule[];
}

/** The repository that something is taken from, or why it is not read: only those that were named are. */
export function repositoryOf(
  { name, source, ignoreRules }: Taken,
  repositories: readonly GivenRepository[],
): GivenRepository | NotCompared {
  const repository = repositories.find(({ addresses }) => addresses.some((each) => sameRepository(each, source.url)));
  if (repository === undefined) {
    const told = `${name} is applied from ${source.url}, which was not named. No address is fetched because a cluster says so: name the repository (on the command line with --git) to have it compared.`;
    return notRendered(name, told);
  }
  if (!ignoreRules.some(selectsByLabels)) return repository;
  const told = `${name} ignores fields of objects by their labels or annotations, which is not followed: not compared.`;
  return notRendered(name, told);
}

/**
 * Renders what is read, each commit's files once.
 *
 * @returns names of those of which nothing was left out.
 * @throws only the signal's reason.
 */
export async function readAll(
  readings: readonly Reading[],
  side: ExpectedSide,
  signal: AbortSignal,
): Promise<string[]> {
  const groups = Map.groupBy(readings, ({ repository, wanted }) => JSON.stringify([repository.name, wanted]));
  const whole: string[] = [];
  for (const same of groups.values()) whole.push(...(await readSame(same, side, signal)));
  return whole;
}

/** Renders what is made of the same files. */
async function readSame(readings: readonly Reading[], side: ExpectedSide, signal: AbortSignal): Promise<string[]> {
  const [first] = readings;
  invariant(first, 'a group has members');
  const whole: string[] = [];
  const prepared = new Map<Reading, Prepared>();
  for (const each of readings) prepared.set(each, await each.prepare(signal));
  const isNeeded = (commit: string) => [...prepared.values()].some((each) => !each.isKnownAt(commit));
  try {
    await first.repository.withFiles({ ...first.wanted, isNeeded }, signal, async (files) => {
      for (const [reading, rendering] of prepared) {
        const before = side.notCompared.length;
        add(reading, files, await rendering.of(files, signal), side);
        if (side.notCompared.length === before) whole.push(reading.name);
      }
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TidemarkError)) throw error;
    for (const { name } of readings) {
      side.notCompared.push(notRendered(name, `${name} is not compared: ${messageOf(error)}`));
    }
  }
  return whole;
}

function add(
  { name, repository, path, manager, maybeManager, ignoreRules }: Reading,
  { state: { commit, problem } }: Checkout,
  { objects, notCompared }: Rendering,
  side: ExpectedSide,
): void {
  side.sources.push({ name, repository: repository.name, path, commit, problem });
  const within = (subject: string) => (subject === name ? name : `${subject} (${name})`);
  side.notCompared.push(...notCompared.map((each) => ({ ...each, subject: within(each.subject) })));
  for (const each of objects) {
    const ignoredPointers = ignoredPointersOf(ignoreRules, each.object);
    side.objects.push({ ...each, source: name, commit, manager, maybeManager, ignoredPointers });
  }
}

export function notRendered(subject: string, detail: string): NotCompared {
  return { reason: 'not_rendered', subject, detail };
}
