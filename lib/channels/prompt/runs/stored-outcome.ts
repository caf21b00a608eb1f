import type { TaskOutcome as StoredTaskOutcome } from '#generated/prisma/client.ts';
import type { TaskOutcome } from '../types.ts';

/** Each outcome as the database's client names it, where a dash cannot be. */
const STORED = {
  pass: 'pass',
  regressed: 'regressed',
  flaky: 'flaky',
  'base-also-fails': 'base_also_fails',
  unmeasured: 'unmeasured',
} as const satisfies Record<TaskOutcome, StoredTaskOutcome>;

/** An outcome for the database. */
export function storedOutcome(outcome: TaskOutcome): StoredTaskOutcome {
  return STORED[outcome];
}

/** An outcome from the database. */
export function outcomeOf(stored: StoredTaskOutcome): TaskOutcome {
  return stored === 'base_also_fails' ? 'base-also-fails' : stored;
}
