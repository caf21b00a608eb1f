import { utcDay } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/context.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { storable } from '#lib/runs/storable.ts';
import { readBranch } from './snapshot-suite.ts';
import { startGoldenRun } from './start.ts';

/** What a night did with one agent and model of a repository; with null for both where its suite could not be read. */
export interface GoldenNightOutcome {
  repository: string;
  agent: string | null;
  model: string | null;
  outcome: 'started' | 'already_started' | 'busy' | 'not_started' | 'unreadable';
  /** Why it did not start. */
  reason?: string;
}

interface NightlyRepository {
  id: number;
  name: string;
  branch: string;
}

/** A night with one agent and model. */
interface NightOf {
  agent: string;
  model: string;
  night: Date;
  branch: string;
}

/**
 * Starts the scheduled golden run of every agent and model of every repository that is run at night, on its own branch.
 * Runs that the night already has are left alone, so the job may be repeated. One that is refused is kept as a failed run
 * with the reason, so that people see why the night has none.
 *
 * @returns what happened; `busy` and `unreadable` ones still owe their runs.
 */
export async function startGoldenNightly(ctx: Context, scheduledFor: Date): Promise<GoldenNightOutcome[]> {
  const night = utcDay(scheduledFor);
  const repositories = await ctx.db.gitRepository.findMany({
    where: { nightly: true },
    orderBy: { id: 'asc' },
    select: { id: true, name: true, branch: true },
  });
  const outcomes: GoldenNightOutcome[] = [];
  for (const repository of repositories) outcomes.push(...(await startRepository(ctx, repository, night)));
  return outcomes;
}

async function startRepository(
  ctx: Context,
  repository: NightlyRepository,
  night: Date,
): Promise<GoldenNightOutcome[]> {
  const started = await ctx.db.goldenRun.findMany({
    where: { repositoryId: repository.id, trigger: 'schedule', night },
    select: { agent: true, model: true },
  });
  const targets = await targetsOf(ctx, repository);
  if ('outcome' in targets) return [targets];
  const outcomes: GoldenNightOutcome[] = [];
  for (const { agent, model } of targets) {
    const of = { repository: repository.name, agent, model };
    if (started.some((run) => run.agent === agent && run.model === model)) {
      outcomes.push({ ...of, outcome: 'already_started' });
    } else {
      outcomes.push({
        ...of,
        ...(await tryStart(ctx, repository, { agent, model, night, branch: repository.branch })),
      });
    }
  }
  return outcomes;
}

/** Every agent of the branch with each of its models, or why they are unknown. */
async function targetsOf(
  ctx: Context,
  { id, name }: NightlyRepository,
): Promise<{ agent: string; model: string }[] | GoldenNightOutcome> {
  try {
    const { project } = await readBranch(ctx, id);
    return project.agents.flatMap((agent) => agent.models.map((model) => ({ agent: agent.name, model })));
  } catch (error) {
    if (!(error instanceof TidemarkError)) throw error;
    return { repository: name, agent: null, model: null, outcome: 'unreadable', reason: error.message };
  }
}

async function tryStart(
  ctx: Context,
  repository: NightlyRepository,
  of: NightOf,
): Promise<Pick<GoldenNightOutcome, 'outcome' | 'reason'>> {
  try {
    const { agent, model, night } = of;
    await startGoldenRun(ctx, { repositoryId: repository.id, agent, model, trigger: 'schedule', night });
    return { outcome: 'started' };
  } catch (error) {
    if (!(error instanceof TidemarkError)) throw error;
    if (error.code === 'conflict') return { outcome: 'busy', reason: error.message };
    if (error.code !== 'invalid_input') return { outcome: 'unreadable', reason: error.message };
    await keepRefusal(ctx, repository, of, error.message);
    return { outcome: 'not_started', reason: error.message };
  }
}

/** What stands for the night of an agent that could not be asked; a second one of the same night changes nothing. */
async function keepRefusal({ db, now }: Context, { id, name }: NightlyRepository, of: NightOf, reason: string) {
  const at = now();
  await db.goldenRun.createMany({
    data: {
      ...of,
      trigger: 'schedule',
      repositoryId: id,
      repositoryName: name,
      status: 'failed',
      reason: storable(`It was not started: ${reason}`),
      createdAt: at,
      finishedAt: at,
    },
    skipDuplicates: true,
  });
}
