import { dataFolder, env } from '#lib/platform/env.ts';
import { EXIT_CODE, messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { nextNightlyAt } from '#lib/schedule/nightly.ts';
import { type Mode, PROGRAMS } from './programs.ts';
import { STACK_STEPS, type Stack, startStack } from './start-stack.ts';
import { createSteps, type Steps } from './steps.ts';
import { listenForStop, type StopControl } from './stop-control.ts';

/** The installation of packages was step 1; the first run is the last one. */
const FIRST_STEP = 2;
const TOTAL_STEPS = STACK_STEPS + 2;

/**
 * What `npm start` and `npm run dev` do: starts everything, does the main job once, and stays until it is told
 * to stop.
 *
 * @returns The exit code: 0 after an orderly stop, otherwise that of the error, which is printed.
 */
export async function runStack(mode: Mode, programs = PROGRAMS): Promise<number> {
  const control = listenForStop(
    () => performance.now(),
    (line) => steps.note(line),
  );
  const steps = createSteps({
    write: (text) => process.stdout.write(text),
    isTerminal: process.stdout.isTTY === true,
    first: FIRST_STEP,
    total: TOTAL_STEPS,
    nowMs: () => performance.now(),
    stop: control.stop,
  });
  // A terminal that closes or a pipe that breaks must not keep us from stopping in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    const { TIDEMARK_HOST: host, PORT: port } = env();
    // Said before any work is done, not by the worker at the end of it.
    nextNightlyAt(new Date());
    await using stack = await startStack({ mode, dataFolder: dataFolder(), host, port, programs, steps, control });
    await finishStart(stack, steps, control);
    await aborted(control.stop);
  } catch (error) {
    if (error !== control.stop.reason) return report(error);
  }
  console.log('Tidemark is stopped.');
  return 0;
}

/** Does the main job and tells how to get in. */
async function finishStart(stack: Stack, steps: Steps, control: StopControl): Promise<void> {
  const { firstRun } = await import('./first-run.ts');
  const verdicts = await steps
    .show(
      steps.begin('First run', () =>
        firstRun({ demo: stack.demo, url: stack.url, signal: control.stop, say: steps.progress }),
      ),
      () => '',
      'stopped; the run goes on at the next start',
    )
    .catch((error: unknown) => {
      control.stop.throwIfAborted();
      return [`The first run could not be done: ${messageOf(error)}`];
    });
  console.log(['', ...verdicts, '', `Tidemark is ready: ${stack.url}`].join('\n'));
  if (stack.login !== undefined) {
    console.log(`Sign in as ${stack.login.email} with the password ${stack.login.password}`);
    console.log('(told at each start until somebody signs in; then change it under your name)');
  }
  console.log('Stop with Ctrl-C.\n');
}

function report(error: unknown): number {
  if (error instanceof TidemarkError) {
    console.error(`\n${error.message}`);
    return EXIT_CODE[error.code];
  }
  console.error('\nTidemark could not start because of a fault of its own:', error);
  return EXIT_CODE.internal;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  // An abort signal keeps no process alive; the supervised programs do.
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
