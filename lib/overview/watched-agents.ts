import { failedMainRuns, latestMainRuns } from '#lib/channels/prompt/runs/queries/latest-main-runs.ts';
import { listGoldenTargets } from '#lib/channels/prompt/runs/queries/targets.ts';
import { promptRegressionFingerprint } from '#lib/incidents/fingerprint.ts';
import type { Db } from '#lib/platform/db.ts';
import { checkCountsUntil } from '#lib/schedule/nightly.ts';
import { agentState, unreadableWords } from './agent-state.ts';
import type { Watched } from './channel-cards.ts';

/** Every agent with every model of the repositories that are run at night, with its present state. */
export async function watchedAgents(db: Db, now: Date): Promise<Watched[]> {
  const [{ items }, runs, failures, incidents] = await Promise.all([
    listGoldenTargets(db),
    latestMainRuns(db),
    failedMainRuns(db),
    db.incident.findMany({
      where: { channel: 'prompt', status: { not: 'resolved' } },
      select: { fingerprint: true, openedAt: true },
    }),
  ]);
  const opened = new Map(incidents.map(({ fingerprint, openedAt }) => [fingerprint, openedAt]));
  const nightly = items.filter((target) => target.nightly);
  return nightly.flatMap(({ repository, agents, error }): Watched[] => {
    const prefix = nightly.length > 1 ? `${repository.name}: ` : '';
    if (agents.length === 0) {
      const reason = error === null ? 'Its suite has not been read yet.' : unreadableWords(error);
      return [{ name: repository.name, state: 'unmeasured', reason, driftedSince: null, lastMeasuredAt: null }];
    }
    const pairs = agents.flatMap(({ name, models }) => models.map((model) => ({ agent: name, model })));
    return pairs.map(({ agent, model }) => {
      const isOurs = (run: { repositoryId: number; agent: string; model: string }) =>
        run.repositoryId === repository.id && run.agent === agent && run.model === model;
      const last = runs.find(isOurs);
      const incidentOpenedAt = opened.get(promptRegressionFingerprint(repository.id, agent, model)) ?? null;
      const lastRun = last === undefined ? null : { ...last, countsUntil: checkCountsUntil(last.finishedAt) };
      return {
        name: `${prefix}${agent} with ${model}`,
        lastMeasuredAt: last?.measuredAt ?? null,
        ...agentState(
          { lastRun, incidentOpenedAt, failedSince: failures.find(isOurs)?.reason ?? null, unreadable: error },
          now,
        ),
      };
    });
  });
}
