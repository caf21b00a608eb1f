import type { Attempt, GatedTask, GateVerdict, TaskOutcome } from '../types.ts';

/** Everything a gate decides by. */
export interface GateState {
  tasks: readonly GatedTask[];
  /** Made so far, in any order; those of other tasks are passed over. */
  attempts: readonly Attempt[];
  /** Attempts of each task on head before anything is looked at. */
  repeat: number;
  /** Whether there is a prompt before the change to attempt the tasks with. */
  hasBase: boolean;
}

/** What came of one task, and why in plain words. */
export interface TaskDecision {
  taskId: string;
  outcome: TaskOutcome;
  reasons: string[];
}

/** What came of the whole gate. */
export interface GateDecision {
  verdict: GateVerdict;
  /** One sentence. */
  reason: string;
  tasks: TaskDecision[];
  /** Tasks that could not be compared because no baseline of agent, model and task version exists. */
  missingBaselines: string[];
  /** Whether new baselines would let the gate pass. */
  blessMends: boolean;
}
