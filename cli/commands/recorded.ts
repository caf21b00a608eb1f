import { type Command, InvalidArgumentError } from 'commander';
import { SIGNAL_NAMES, type SignalName } from '#lib/channels/model/types.ts';
import { NIGHTLY_ALPHA } from '#lib/policy/thresholds.ts';
import type { World } from '../world.ts';

/** Seed of the permutations where none is given: the same files then always give the same p-values. */
const DEFAULT_SEED = 1;

/** Smallest alpha taken: permutations for a smaller one take minutes. */
const SMALLEST_ALPHA = 0.0001;

const FORMAT = `
Each line of a file is one answer, as a JSON object:
  {"prompt_id": "a", "output": "Yes", "rep": 0, "night": "2026-03-01", "prompt": …, "model": …, "served_model": …,
   "fingerprint": …, "prompt_tokens": 12, "completion_tokens": 1, "latency_ms": 340, "finish_reason": "stop",
   "tool_calls": [{"name": …, "arguments": …}], "error": null}
Only prompt_id and output are needed, and rep where a prompt has several answers. A line with an error, or without an
output, is a call that was not measured. Files whose name ends in .gz are unpacked.

Exit codes: 0 stable, 1 drifted, 2 bad input, 3 unmeasured or not enough to judge.`;

/** Adds the commands that work on recorded answers alone: no database, no gateway. `end` takes the exit code. */
export function addRecordedCommands(program: Command, world: World, end: (exitCode: number) => void): void {
  program
    .command('compare')
    .description('judge whether recorded answers differ from a recorded baseline by more than its own noise')
    .argument('<baseline>', 'recorded answers of the accepted behaviour, three repetitions a prompt or more')
    .argument('<current>', 'recorded answers to judge')
    .option('--alpha <p>', 'largest p-value that counts as drift', alpha, NIGHTLY_ALPHA)
    .option('--seed <number>', 'seed of the permutations', integer, DEFAULT_SEED)
    .option(
      '--signals <names>',
      `signals to judge by, separated by commas (default: all of ${SIGNAL_NAMES.join(', ')})`,
      signals,
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', FORMAT)
    .addHelpText(
      'after',
      examples(
        'compare baseline.jsonl tonight.jsonl',
        'compare baseline.jsonl.gz tonight.jsonl.gz --alpha 0.001 --json',
        'compare march.jsonl april.jsonl --signals hash_delta,refusal_shift',
      ),
    )
    .action(async (baseline, current, options) =>
      end(await (await import('./recorded/compare.ts')).compareFiles({ baseline, current }, options, world)),
    );

  program
    .command('replay')
    .description('play recorded nights through comparison and CUSUM, and say when it would have alarmed')
    .argument('<nights>', 'recorded answers, each line with its night')
    .requiredOption('--baseline-nights <count>', 'nights that make up the baseline, from the first', positiveInteger)
    .option('--alpha <p>', 'largest p-value that counts as drift', alpha, NIGHTLY_ALPHA)
    .option('--seed <number>', 'seed of the permutations', integer, DEFAULT_SEED)
    .option('--json', 'print the result as JSON')
    .addHelpText('after', FORMAT)
    .addHelpText(
      'after',
      `\nA replay ends with 1 when the CUSUM alarmed, on whichever night.\n${examples(
        'replay year.jsonl.gz --baseline-nights 3',
        'replay year.jsonl.gz --baseline-nights 5 --json',
      )}`,
    )
    .action(async (nights, options) =>
      end(await (await import('./recorded/replay.ts')).replayFile(nights, options, world)),
    );

  program
    .command('refusals')
    .description('tell for each recorded answer how likely it declines')
    .argument('<file>', 'recorded answers')
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', FORMAT)
    .addHelpText('after', examples('refusals answers.jsonl', 'refusals answers.jsonl.gz --json'))
    .action(async (file, options) =>
      end(await (await import('./recorded/refusals.ts')).classifyFile(file, options, world)),
    );
}

function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  tidemark ${line}`).join('\n')}`;
}

function alpha(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= SMALLEST_ALPHA && value < 1) return value;
  throw new InvalidArgumentError(`It must be a number from ${SMALLEST_ALPHA} to below 1.`);
}

function integer(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('It must be a whole number.');
}

function positiveInteger(text: string): number {
  const value = integer(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('It must be a whole number above 0.');
}

function signals(text: string): SignalName[] {
  return text.split(',').map((part) => {
    const name = SIGNAL_NAMES.find((known) => known === part.trim());
    if (name !== undefined) return name;
    throw new InvalidArgumentError(`"${part.trim()}" is not a signal. There are ${SIGNAL_NAMES.join(', ')}.`);
  });
}
