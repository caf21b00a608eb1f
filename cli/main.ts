import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { EXIT_CODE, messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { EXIT_CODE_OF_STOP } from '#lib/policy/exit-codes.ts';
import { addClusterCommands } from './commands/cluster.ts';
import { addGoldenCommands } from './commands/golden.ts';
import { addRecordedCommands } from './commands/recorded.ts';
import { addSuiteCommands } from './commands/suite.ts';
import { StopError, type World } from './world.ts';

/**
 * Runs one command line.
 *
 * @param argv What follows the name of the program.
 * @returns The exit code: 0 when all is well, else that of the verdict (lib/policy/exit-codes.ts) or of the error
 *   (lib/platform/errors.ts).
 */
export async function run(argv: readonly string[], world: World): Promise<number> {
  try {
    let exitCode = 0;
    const end = (code: number) => {
      exitCode = code;
    };
    await program(world, end).parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_CODE.invalid_input;
    if (error instanceof StopError) {
      world.stderr.write('tidemark: stopped before the end; nothing is reported.\n');
      return EXIT_CODE_OF_STOP;
    }
    const { code, message } = asTidemarkError(error);
    world.stderr.write(`tidemark: ${message}\n`);
    return EXIT_CODE[code];
  }
}

function program(world: World, end: (exitCode: number) => void): Command {
  const command = new Command('tidemark')
    .description('Drift detection for teams that run LLM agents.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .showHelpAfterError('Add --help to see how the command is used.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error:/, 'tidemark:')),
    })
    .addHelpText('after', '\nExamples:\n  tidemark compare baseline.jsonl tonight.jsonl\n  tidemark suite validate');
  addGoldenCommands(command, world, end);
  addRecordedCommands(command, world, end);
  addSuiteCommands(command, world);
  addClusterCommands(command, world, end);
  return command;
}

/** This file and its bundle both lie one level below package.json. */
function version(): string {
  const packageJson: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const found = typeof packageJson === 'object' && packageJson !== null && 'version' in packageJson;
  return found ? String(packageJson.version) : 'unknown';
}

function asTidemarkError(error: unknown): TidemarkError {
  if (error instanceof TidemarkError) return error;
  return new TidemarkError('internal', `Unexpected: ${messageOf(error)}`, { cause: error });
}
