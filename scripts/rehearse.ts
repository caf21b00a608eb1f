import { Command, InvalidArgumentError } from 'commander';
import { startDemoGateway } from '#demo/gateway.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { systemClock } from '#lib/platform/clock.ts';
import { db } from '#lib/platform/db.ts';
import { EXIT_CODE, messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { EXIT_CODE_OF_VERDICT } from '#lib/policy/exit-codes.ts';
import { BASELINE_MIN_REPETITIONS } from '#lib/policy/thresholds.ts';
import { importSuite } from '#lib/suites/import.ts';
import { databaseWithWorker } from './rehearsal/database.ts';
import { rehearse } from './rehearsal/rehearse.ts';

/** Leaves room for the name of its gateway, `recording: <label>`, which may have 80. */
const MAX_LABEL_CHARS = 60;

interface Options {
  answers: string;
  prompts: string;
  prefix: string;
  limit: number;
  baselineModel: string;
  baselineRepetitions: number[];
  tonightModel?: string;
  tonightRepetitions: number[];
  confirmationRepetitions?: number[];
  label?: string;
}

const command = new Command('rehearse')
  .description(
    'Play recorded answers through Tidemark: capture a baseline, check a night, see the verdict and the incident.',
  )
  .requiredOption('--answers <file>', 'recorded answers, JSON lines {prompt_id, model, rep, output}, plain or .gz')
  .requiredOption('--prompts <file>', 'their prompts, JSON lines {prompt_id, prompt}, plain or .gz')
  .option('--prefix <text>', 'take prompts whose id starts with this', '')
  .option('--limit <n>', 'take at most this many prompts', wholeNumber, 20)
  .requiredOption('--baseline-model <name>', 'recorded model that answers while the baseline is captured')
  .option('--baseline-repetitions <list>', 'its repetitions, three or more', numberList, [0, 1, 2])
  .option('--tonight-model <name>', 'recorded model that answers tonight; the baseline model when left out')
  .option('--tonight-repetitions <list>', 'its repetitions', numberList, [3])
  .option(
    '--confirmation-repetitions <list>',
    'its repetitions that answer when a drifted check asks again; those not played yet when left out',
    numberList,
  )
  .option('--label <text>', 'name of the endpoint in the console; the same name uses it again', label)
  .addHelpText(
    'after',
    `
Exit code: 0 stable, 1 drifted, 3 calibrating or unmeasured, 2 bad input, 5 the label is taken by something else.

Example:
  npm run rehearse -- --answers answers.jsonl.gz --prompts prompts.jsonl.gz --prefix navigate:few: \\
    --baseline-model gpt-35-turbo --tonight-model another-model --tonight-repetitions 0`,
  );

// Commander ends with 1 on a mistyped option, which here would mean "drifted".
command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT_CODE.invalid_input));
const options = command.parse().opts<Options>();
try {
  await using started = new AsyncDisposableStack();
  const say = (line: string) => console.error(line);
  const gateway = await startDemoGateway({
    replay: { answersFile: options.answers, promptsFile: options.prompts },
  });
  started.defer(() => gateway.close());
  const imported = await importSuite(options.prompts, {
    key: suiteKey(options.prefix),
    title: `Recorded prompts ${options.prefix}`.trim(),
    prefix: options.prefix,
    limit: options.limit,
    category: 'reasoning',
    stratum: 'behaviour',
  });
  if ('problems' in imported) {
    const lines = imported.problems.map(({ file, line, reason }) => `${file}:${line} ${reason}`);
    throw new TidemarkError('invalid_input', lines.join('\n'));
  }
  if (options.baselineRepetitions.length < BASELINE_MIN_REPETITIONS) {
    say(
      `A noise level needs ${BASELINE_MIN_REPETITIONS} repetitions; ${options.baselineRepetitions.length} named. No baseline is captured, so the check calibrates.`,
    );
  }
  await databaseWithWorker(started, say);
  started.defer(() => db().$disconnect());
  const tonightModel = options.tonightModel ?? options.baselineModel;
  const result = await rehearse({ db: db(), now: systemClock, actor: SYSTEM_ACTOR }, gateway, {
    suite: imported.suite,
    baseline: { model: options.baselineModel, repetitions: options.baselineRepetitions },
    tonight: { model: tonightModel, repetitions: options.tonightRepetitions },
    ...(options.confirmationRepetitions && { confirmationRepetitions: options.confirmationRepetitions }),
    label: options.label ?? `${options.prefix}${tonightModel}`.slice(0, MAX_LABEL_CHARS),
  });
  console.log(`${result.verdict}: ${result.reason}`);
  console.log(
    `In the console: /runs/${result.runId}${result.incidentId === null ? '' : ` and /incidents/${result.incidentId}`}`,
  );
  process.exitCode = EXIT_CODE_OF_VERDICT[result.verdict];
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = error instanceof TidemarkError ? EXIT_CODE[error.code] : EXIT_CODE.internal;
}

function suiteKey(prefix: string): string {
  const words = prefix.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return ['recorded', ...words].join('-');
}

function label(text: string): string {
  if (text.trim() === '' || text.length > MAX_LABEL_CHARS)
    throw new InvalidArgumentError(`It must have 1 to ${MAX_LABEL_CHARS} characters.`);
  return text;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
}

/** `0,1,2` or `0-2`. */
function numberList(text: string): number[] {
  const range = /^(\d+)-(\d+)$/.exec(text);
  if (range !== null) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  }
  if (!/^\d+(,\d+)*$/.test(text)) throw new InvalidArgumentError('It must look like 0,1,2 or 0-2.');
  return text.split(',').map(Number);
}
