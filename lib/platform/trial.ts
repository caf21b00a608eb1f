import { messageOf, TidemarkError } from './errors.ts';

/** One step of trying a connection, as a person reads it. */
export interface TrialStep {
  name: string;
  ok: boolean;
  detail: string;
  durationMs: number;
}

/** What a step found: in words, and for the steps after it. */
interface StepResult<T> {
  /** False: it went through, and what it found is not as it should be. */
  ok?: boolean;
  detail: string;
  value: T;
}

/** Steps that are taken one after the other, or side by side. */
export interface Trial {
  /** In the order in which they began. */
  readonly steps: readonly TrialStep[];
  /** Takes a step and notes it. Resolves with its value; undefined where it failed, which a TidemarkError says. */
  step<T>(name: string, work: () => Promise<StepResult<T>>): Promise<T | undefined>;
}

/** What a trial comes to. */
export function resultOf({ steps }: Trial): { ok: boolean; steps: TrialStep[] } {
  return { ok: steps.every(({ ok }) => ok), steps: [...steps] };
}

/**
 * @param now milliseconds from a clock that never goes back
 * @param signal of the whole trial: a step that it ends has failed, for want of time.
 */
export function createTrial(now: () => number, signal: AbortSignal): Trial {
  const slots: { step: TrialStep | null }[] = [];
  return {
    get steps() {
      return slots.flatMap(({ step }) => step ?? []);
    },
    async step(name, work) {
      const slot: { step: TrialStep | null } = { step: null };
      slots.push(slot);
      const startedAt = now();
      const note = (ok: boolean, detail: string) => {
        slot.step = { name, ok, detail, durationMs: Math.round(now() - startedAt) };
      };
      try {
        const { ok = true, detail, value } = await work();
        note(ok, detail);
        return value;
      } catch (error) {
        if (signal.aborted) note(false, 'It did not end in time.');
        else if (error instanceof TidemarkError) note(false, messageOf(error));
        else throw error;
        return undefined;
      }
    },
  };
}
