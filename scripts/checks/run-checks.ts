import { blankEnvironment } from '#lib/platform/env.ts';
import { runTool } from '../stack/run-tool.ts';
import type { Begun, Steps } from '../stack/steps.ts';
import type { Check } from './plan.ts';
import { createSlots } from './slots.ts';

/** Checks at once: the machine this is meant for has two cores. */
const AT_ONCE = 2;

class CheckFailed extends Error {}

interface ChecksResult {
  passed: number;
  /** The check that failed and what it printed; undefined when all passed. */
  failure: { label: string; output: string } | undefined;
}

/**
 * Runs checks two at a time in their order, and shows each when it is done. The first failure ends the others.
 *
 * @throws The reason of `stop` when that aborts.
 */
export async function runChecks(checks: readonly Check[], steps: Steps, stop: AbortSignal): Promise<ChecksResult> {
  const giveUp = new AbortController();
  const begun = beginAll(checks, steps, AbortSignal.any([stop, giveUp.signal]));
  let passed = 0;
  for (const { check, run } of begun) {
    try {
      await steps.show(run, check.summary);
      passed++;
    } catch (error) {
      giveUp.abort();
      await Promise.allSettled(begun.map(({ run: { outcome } }) => outcome));
      stop.throwIfAborted();
      if (!(error instanceof CheckFailed)) throw error;
      return { passed, failure: { label: check.label, output: error.message } };
    }
  }
  return { passed, failure: undefined };
}

interface BegunCheck {
  check: Check;
  run: Begun<string>;
}

/** Begins each check once there is a free slot and what it comes after has passed. */
function beginAll(checks: readonly Check[], steps: Steps, signal: AbortSignal): BegunCheck[] {
  const slots = createSlots(AT_ONCE);
  const begun: BegunCheck[] = [];
  for (const check of checks) {
    const previous = begun.find((earlier) => earlier.check.label === check.after)?.run.outcome ?? Promise.resolve();
    const run = steps.begin(
      check.label,
      () => runCheck(check, steps, signal).finally(slots.give),
      previous.then(slots.take),
    );
    begun.push({ check, run });
  }
  return begun;
}

/** @returns What it printed. */
async function runCheck({ commands, remarks }: Check, { note }: Steps, signal: AbortSignal): Promise<string> {
  const printed: string[] = [];
  for (const command of commands) {
    signal.throwIfAborted();
    const { exitCode, output } = await runTool(command, {
      environment: blankEnvironment(),
      signal,
      ...(remarks && { onLine: (line) => remarks.test(line) && note(line) }),
    });
    printed.push(output);
    if (exitCode !== 0) throw new CheckFailed(printed.join(''));
  }
  return printed.join('');
}
