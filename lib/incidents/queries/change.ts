import type { GitRepository, Prisma } from '#generated/prisma/client.ts';
import { storedReport } from '#lib/channels/prompt/runs/stored-report.ts';
import type { IncidentChange } from '#lib/contract/incidents.ts';
import { type ForgePages, forgePages } from '#lib/forge/address.ts';
import { withClone } from '#lib/git/clone.ts';
import { type CommitFacts, commitsTouching, countCommits } from '#lib/git/commits.ts';
import { hasCommit } from '#lib/git/fetch.ts';
import type { Db } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { INCIDENT_COMMITS } from '#lib/policy/thresholds.ts';
import { changeWords } from '../change-words.ts';

const SIGHTING_SELECT = {
  id: true,
  agent: true,
  model: true,
  headCommit: true,
  baseCommit: true,
  report: true,
  repository: true,
} as const satisfies Prisma.GoldenRunSelect;

type Sighting = Prisma.GoldenRunGetPayload<{ select: typeof SIGHTING_SELECT }>;
type LastGood = NonNullable<IncidentChange['lastGood']>;

/**
 * What a prompt incident is about in git. Commits are read from the copy of the repository that is there already: no
 * server is asked, so the answer is quick and comes while the server is away.
 *
 * @throws TidemarkError `not_found` for an unknown incident, or one that no golden run saw.
 */
export async function getIncidentChange(db: Db, incidentId: number): Promise<IncidentChange> {
  const first = await db.goldenRun.findFirst({
    where: { incidents: { some: { incidentId } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: SIGHTING_SELECT,
  });
  const sighting = found(first, `a golden run that saw incident ${incidentId}`);
  const { headCommit, repository, report } = sighting;
  const promptPath = storedReport.nullable().parse(report)?.head.promptPath ?? null;
  const lastGood = await lastGoodOf(db, sighting);
  const range = headCommit === null || lastGood === null ? null : { from: lastGood.commit, to: headCommit };
  const read =
    repository === null || range === null || promptPath === null
      ? null
      : await commitsOf(repository, range, promptPath);
  const pages = repository === null ? null : pagesOf(repository);
  const between = read && { touching: read.commits.length, all: read.all };
  return {
    summary: changeWords({ promptPath, lastGood, firstBad: headCommit, between }),
    promptPath,
    lastGood,
    firstBad: headCommit === null ? null : { commit: headCommit, runId: sighting.id },
    commits: read?.commits.map((commit) => shown(commit, pages)) ?? null,
    compareUrl: range === null || range.from === range.to ? null : (pages?.compare(range.from, range.to) ?? null),
  };
}

/** The commit that passed last on the main branch before, else the one whose prompt the baselines were measured with. */
async function lastGoodOf(db: Db, sighting: Sighting): Promise<LastGood | null> {
  const { id, agent, model, repository, baseCommit } = sighting;
  if (repository === null) return null;
  const passed = await db.goldenRun.findFirst({
    where: {
      repositoryId: repository.id,
      agent,
      model,
      verdict: 'pass',
      branch: repository.branch,
      pullRequestUrl: null,
      headCommit: { not: null },
      id: { lt: id },
    },
    orderBy: { id: 'desc' },
    select: { id: true, headCommit: true },
  });
  if (passed !== null && passed.headCommit !== null) {
    return { commit: passed.headCommit, by: 'passed', runId: passed.id };
  }
  return baseCommit === null ? null : { commit: baseCommit, by: 'baseline', runId: null };
}

/** Null where the copy lacks one of the ends, or git cannot read it. */
async function commitsOf(
  { id, url }: GitRepository,
  range: { from: string; to: string },
  path: string,
): Promise<{ commits: CommitFacts[]; all: number } | null> {
  try {
    return await withClone(id, { url, secret: null }, async (git) => {
      if (!(await hasCommit(git, range.from)) || !(await hasCommit(git, range.to))) return null;
      const commits = await commitsTouching(git, range, path, INCIDENT_COMMITS);
      return { commits, all: await countCommits(git, range) };
    });
  } catch (error) {
    if (error instanceof TidemarkError) return null;
    throw error;
  }
}

function pagesOf({ forge, forgeUrl, forgeProject }: GitRepository): ForgePages | null {
  return forge === 'none' || forgeProject === null
    ? null
    : forgePages({ kind: forge, url: forgeUrl, project: forgeProject });
}

function shown({ at, ...rest }: CommitFacts, pages: ForgePages | null) {
  return { ...rest, at: at.toISOString(), url: pages?.commit(rest.commit) ?? null };
}
