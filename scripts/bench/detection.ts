import { Command } from 'commander';
import { EXIT_CODE, messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { runBenchmark } from './detection/run.ts';

/** `npm run bench:detection`: how often the detector speaks on recorded answers that changed, and that did not. */
const options = new Command('bench:detection')
  .requiredOption('--data <folder>', 'folder with pairs.json and the recorded answers it names')
  .option('--only <name>', 'run the pair of this name, or those whose names hold it, and nothing else')
  .option('--json', 'print the figures of the pairs as JSON, and everything else to standard error')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT_CODE.invalid_input))
  .parse()
  .opts<{ data: string; only?: string; json?: true }>();

try {
  await runBenchmark(options, { stdout: process.stdout, stderr: process.stderr });
} catch (error) {
  if (!(error instanceof TidemarkError)) throw error;
  process.stderr.write(`bench:detection: ${messageOf(error)}\n`);
  process.exitCode = EXIT_CODE[error.code];
}
