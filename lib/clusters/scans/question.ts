import { recordGitRead } from '#lib/git-sources/record-read.ts';
import type { Clock } from '#lib/platform/clock.ts';
import type { Db } from '#lib/platform/db.ts';
import { invariant } from '#lib/platform/errors.ts';
import { type StoredRepository, storedRepository } from '../repositories/stored-repository.ts';
import type { ClusterQuestion } from '../types.ts';
import type { ClusterWithSources } from './load-cluster.ts';

interface QuestionDeps {
  db: Db;
  now: Clock;
  key: Buffer;
  clones?: string | undefined;
}

/** What a stored cluster is to be compared with. */
export interface StoredQuestion {
  question: ClusterQuestion;
  /** Those that Flux objects may mean. */
  repositories: StoredRepository[];
  /** Those whose head itself is compared with. */
  followed: StoredRepository[];
}

/**
 * Puts the question that a cluster's settings ask.
 *
 * @throws TidemarkError `misconfigured` when the secret of a git source cannot be opened.
 */
export function questionOf(
  { sources, namespaces, isStrict }: Pick<ClusterWithSources, 'sources' | 'namespaces' | 'isStrict'>,
  { db, now, key, clones }: QuestionDeps,
): StoredQuestion {
  const rows = new Map(sources.map(({ source }) => [source.id, source]));
  const opened = new Map(
    [...rows].map(([id, row]) => {
      return [id, storedRepository(row, { key, now, clones, onRead: (read) => recordGitRead(db, row, read) })];
    }),
  );
  const repositoryOf = (sourceId: number) => {
    const repository = opened.get(sourceId);
    invariant(repository, 'the sources of a cluster are opened');
    return repository;
  };
  const folders = sources.flatMap(({ sourceId, path, manager }) =>
    path === null ? [] : [{ repository: repositoryOf(sourceId), path, manager }],
  );
  const fluxSources = sources.filter(({ path }) => path === null);
  return {
    question: {
      folders,
      withFlux: fluxSources.length > 0,
      namespaces: namespaces.length === 0 ? null : namespaces,
      isStrict,
    },
    repositories: fluxSources.map(({ sourceId }) => repositoryOf(sourceId)),
    followed: [...new Set(folders.map(({ repository }) => repository))],
  };
}
