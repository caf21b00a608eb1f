import type { TaskBaseline, TaskOutcome } from '../types.ts';
import type { SideFacts } from './side.ts';

/** What one look at a task rests on. */
export interface TaskFacts {
  baseline: TaskBaseline;
  head: SideFacts;
  /** Null where there is no prompt before the change. */
  base: SideFacts | null;
  repeat: number;
}

/** What one look at a task says: ask again until so many attempts of a side are measured, or an outcome with its reason. */
export type Finding =
  | { kind: 'more'; side: 'head' | 'base'; measured: number; because: string }
  | { kind: 'settled'; outcome: Exclude<TaskOutcome, 'unmeasured'>; reason: string | null };

export function settled(outcome: Exclude<TaskOutcome, 'unmeasured'>, reason: string | null = null): Finding {
  return { kind: 'settled', outcome, reason };
}
