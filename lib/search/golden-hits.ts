import { getGoldenRunSummary } from '#lib/channels/prompt/runs/queries/summary.ts';
import { listGoldenTasks } from '#lib/channels/prompt/runs/queries/task-list.ts';
import type { SearchHit } from '#lib/contract/overview.ts';
import { routes } from '#lib/contract/routes.ts';
import type { Db } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { GATE_VERDICT_LABEL, GOLDEN_RUN_STATUS_LABEL, TASK_OUTCOME_LABEL } from '#lib/policy/golden-labels.ts';
import { HITS, RUN_ID } from './limits.ts';

/** Golden tasks by id, title, tag or class. */
export async function goldenTaskHits(db: Db, q: string): Promise<SearchHit[]> {
  const { items } = await listGoldenTasks(db, { q, order: 'name', limit: HITS });
  return items.map(({ taskId, title, repository, last }) => ({
    kind: 'golden_task',
    id: `${repository.name}/${taskId}`,
    title,
    detail: [taskId, repository.name, ...(last === null ? [] : [TASK_OUTCOME_LABEL[last.outcome].label])].join(' · '),
    href: routes.goldenTask(taskId, repository.name),
  }));
}

/** A golden run by its id. */
export async function goldenRunHits(db: Db, q: string): Promise<SearchHit[]> {
  const id = Number(RUN_ID.exec(q)?.[1]);
  if (Number.isNaN(id)) return [];
  const run = await getGoldenRunSummary(db, id).catch((error: unknown) => {
    if (error instanceof TidemarkError && error.code === 'not_found') return null;
    throw error;
  });
  if (run === null) return [];
  const outcome = run.verdict === null ? GOLDEN_RUN_STATUS_LABEL[run.status] : GATE_VERDICT_LABEL[run.verdict];
  const detail = `${run.agent} with ${run.model} in ${run.repository.name} · ${outcome.label}`;
  return [{ kind: 'golden_run', id, title: `Golden run ${id}`, detail, href: routes.goldenRun(id) }];
}
