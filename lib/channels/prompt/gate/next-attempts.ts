import type { AttemptRef } from '../types.ts';
import { examineTask } from './examine-task.ts';
import type { GateState } from './types.ts';

/**
 * The attempts that the gate needs next, given those made so far; none when everything is decided. The same state gives
 * the same answer, so a gate that was killed goes on where it was. Asking again while some of a task's are still under way
 * changes no error rate, but may name more than needed.
 */
export function nextAttempts({ tasks, ...state }: GateState): AttemptRef[] {
  return tasks.flatMap((task) => {
    const examined = examineTask(task, state);
    return examined.kind === 'attempt' ? examined.refs : [];
  });
}
