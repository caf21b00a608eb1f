import { generateClient } from '../stack/generate.ts';
import { createSteps, type Steps, seconds } from '../stack/steps.ts';
import { listenForStop } from '../stack/stop-control.ts';
import type { Check } from './plan.ts';
import { runChecks } from './run-checks.ts';

/** The installation of packages was step 1. */
const FIRST_STEP = 2;
const STOPPED_BY_HAND = 130;

/** Runs all of `checks`, shows each, and ends the process: with 0 when all passed. */
export async function runPlan(checks: readonly Check[]): Promise<never> {
  let write: (line: string) => void = () => undefined;
  const { stop } = listenForStop(
    () => performance.now(),
    (line) => write(line),
  );
  const steps = createSteps({
    write: (text) => process.stdout.write(text),
    isTerminal: process.stdout.isTTY === true,
    first: FIRST_STEP,
    total: checks.length + FIRST_STEP,
    nowMs: () => performance.now(),
    stop,
  });
  write = steps.note;
  // Not left to the event loop: what a check left open must not keep a finished test run waiting.
  process.exit(await exitCode(checks, steps, stop));
}

async function exitCode(checks: readonly Check[], steps: Steps, stop: AbortSignal): Promise<number> {
  try {
    return await runAndReport(checks, steps, stop);
  } catch (error) {
    if (!stop.aborted) throw error;
    return STOPPED_BY_HAND;
  }
}

async function runAndReport(checks: readonly Check[], steps: Steps, stop: AbortSignal): Promise<number> {
  const startedMs = performance.now();
  const generated = steps.begin('Database client', () => generateClient(stop));
  await steps.show(generated, (made) => (made ? 'generated' : 'up to date'));
  const { passed, failure } = await runChecks(checks, steps, stop);
  if (failure !== undefined) console.log(`\n${failure.label} failed:\n\n${failure.output}`);
  console.log(`\nTotal time ${seconds(performance.now() - startedMs).trim()}`);
  console.log(`${passed} passed, ${failure === undefined ? 0 : 1} failed`);
  return failure === undefined ? 0 : 1;
}
