import { CHECKS } from './checks/plan.ts';
import { runChecks } from './checks/run-checks.ts';
import { generateClient } from './stack/generate.ts';
import { createSteps, seconds } from './stack/steps.ts';
import { listenForStop } from './stack/stop-control.ts';

/** The installation of packages was step 1. */
const FIRST_STEP = 2;
const STOPPED_BY_HAND = 130;

const { stop } = listenForStop(
  () => performance.now(),
  (line) => steps.note(line),
);
const steps = createSteps({
  write: (text) => process.stdout.write(text),
  isTerminal: process.stdout.isTTY === true,
  first: FIRST_STEP,
  total: CHECKS.length + FIRST_STEP,
  nowMs: () => performance.now(),
  stop,
});

async function main(): Promise<number> {
  const startedMs = performance.now();
  const generated = steps.begin('Database client', () => generateClient(stop));
  await steps.show(generated, (made) => (made ? 'generated' : 'up to date'));
  const { passed, failure } = await runChecks(CHECKS, steps, stop);
  if (failure !== undefined) console.log(`\n${failure.label} failed:\n\n${failure.output}`);
  console.log(`\nTotal time ${seconds(performance.now() - startedMs).trim()}`);
  console.log(`${passed} passed, ${failure === undefined ? 0 : 1} failed`);
  return failure === undefined ? 0 : 1;
}

async function exitCode(): Promise<number> {
  try {
    return await main();
  } catch (error) {
    if (!stop.aborted) throw error;
    return STOPPED_BY_HAND;
  }
}

// Not left to the event loop: what a check left open must not keep a finished test run waiting.
process.exit(await exitCode());
