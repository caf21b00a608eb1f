import { z } from 'zod';
import type { DriftObject, GitSource } from '#generated/prisma/client.ts';
import { forgePages } from '#lib/forge/address.ts';
import type { Db } from '#lib/platform/db.ts';

type Placed = Pick<DriftObject, 'id' | 'clusterId' | 'flagSourceId' | 'source' | 'commitSha' | 'file'>;
type Repository = Pick<GitSource, 'name' | 'forge' | 'forgeUrl' | 'forgeProject'>;

const REPOSITORY = { select: { name: true, forge: true, forgeUrl: true, forgeProject: true } } as const;

const sourcesRead = z.array(z.object({ name: z.string(), repository: z.string() }));

/** By object id, the forge's page of the file that speaks of it, at its commit; null where no forge is set up. */
export async function fileUrls(db: Db, objects: readonly Placed[]): Promise<Map<number, string | null>> {
  const repositoryOf = await readRepositories(db, objects);
  return new Map(objects.map((object) => [object.id, fileUrl(object, repositoryOf(object))]));
}

function fileUrl({ commitSha, file }: Placed, repository: Repository | undefined): string | null {
  if (commitSha === null || file === null || repository === undefined) return null;
  const { forge: kind, forgeUrl: url, forgeProject: project } = repository;
  if (kind === 'none' || project === null) return null;
  return forgePages({ kind, url, project })?.file(commitSha, file) ?? null;
}

async function readRepositories(
  db: Db,
  objects: readonly Placed[],
): Promise<(object: Placed) => Repository | undefined> {
  const clusterIds = idsOf(objects, 'clusterId');
  const [ofFlags, ofClusters, scans] = await Promise.all([
    db.flagSource.findMany({
      where: { id: { in: idsOf(objects, 'flagSourceId') } },
      select: { id: true, source: REPOSITORY },
    }),
    db.clusterSource.findMany({
      where: { clusterId: { in: clusterIds } },
      select: { clusterId: true, source: REPOSITORY },
    }),
    db.clusterScan.findMany({
      where: { clusterId: { in: clusterIds }, status: 'finished' },
      distinct: ['clusterId'],
      orderBy: [{ clusterId: 'asc' }, { createdAt: 'desc' }],
      select: { clusterId: true, sources: true },
    }),
  ]);
  return ({ clusterId, flagSourceId, source }) => {
    if (clusterId === null) return ofFlags.find(({ id }) => id === flagSourceId)?.source;
    const repositories = ofClusters.filter((each) => each.clusterId === clusterId).map((each) => each.source);
    if (new Set(repositories.map(({ name }) => name)).size === 1) return repositories[0];
    // Of several repositories the last comparison tells which one the source was read from.
    const scan = scans.find((each) => each.clusterId === clusterId);
    const read = sourcesRead.safeParse(scan?.sources).data?.find(({ name }) => name === source);
    return repositories.find(({ name }) => name === read?.repository);
  };
}

function idsOf(objects: readonly Placed[], owner: 'clusterId' | 'flagSourceId'): number[] {
  return [...new Set(objects.flatMap((object) => object[owner] ?? []))];
}
