import type { Attempt, TaskBaseline } from '../types.ts';
import { sideFacts, summarise } from './side.ts';

/** What a bless knows besides its attempts. */
type Blessing = Pick<TaskBaseline, 'agent' | 'model' | 'promptHash' | 'taskHash' | 'measuredAt' | 'blessedBy'>;

/** The baseline that the head attempts of a task come to; null where not all of `runs` attempts were measured. */
export function recordedBaseline(
  attempts: readonly Attempt[],
  taskId: string,
  runs: number,
  { agent, model, ...blessing }: Blessing,
): TaskBaseline | null {
  const { unmeasured: _, ...summary } = summarise(sideFacts(attempts, taskId, 'head'));
  return summary.runs < runs ? null : { agent, model, ...summary, ...blessing };
}
