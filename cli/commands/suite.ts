import { type Command, InvalidArgumentError, Option } from 'commander';
import { CATEGORIES, STRATA } from '#lib/suites/vocabulary.ts';
import type { World } from '../world.ts';

/** Adds `tidemark suite …`. What a command does is loaded when it runs, so that help and version stay fast. */
export function addSuiteCommands(program: Command, world: World): void {
  const suite = program
    .command('suite')
    .description('check, show, import and publish canary suites')
    .addHelpText('after', examples('suite validate', 'suite publish suites/canary'));

  suite
    .command('validate')
    .description('check suites, and name file, line and reason of every problem (exit code 2)')
    .argument('[path...]', 'suite folders or files (default: the canary suite of the product)')
    .option('--json', 'print the results as JSON')
    .addHelpText(
      'after',
      examples('suite validate', 'suite validate suites/canary suites/mine.yaml', 'suite validate --json'),
    )
    .action(async (paths, options) => (await import('./suite/validate.ts')).validateSuites(paths, options, world));

  suite
    .command('show')
    .description('show the prompts and the content hash of a suite')
    .argument('[path]', 'suite folder or file (default: the canary suite of the product)')
    .option('--json', 'print the parsed suite as JSON')
    .addHelpText('after', examples('suite show', 'suite show suites/mine.yaml --json'))
    .action(async (path, options) => (await import('./suite/show.ts')).showSuite(path, options, world));

  suite
    .command('import')
    .description('build a suite from recorded prompts')
    .argument('<file>', 'JSON lines {"prompt_id", "prompt"}, where a name ending in .gz is unpacked')
    .requiredOption('--key <key>', 'key of the new suite')
    .requiredOption('--title <title>', 'title of the new suite')
    .option('--prefix <text>', 'take only prompts whose id starts with this', '')
    .option('--limit <count>', 'most prompts taken', positiveInteger, 20)
    .addOption(new Option('--category <name>', 'category of the prompts').choices(CATEGORIES).default('reasoning'))
    .addOption(
      new Option('--stratum <name>', 'stratum of the prompts; answers of short ones end after 16 tokens')
        .choices(STRATA)
        .default('behaviour'),
    )
    .option('--max-tokens <count>', 'longest answer in tokens (default: that of the stratum)', positiveInteger)
    .option('--out <file>', 'write the suite there instead of to standard output')
    .option('--force', 'replace the file if it is there')
    .addHelpText(
      'after',
      examples(
        'suite import prompts.jsonl --key recorded --title "Recorded prompts" > recorded.yaml',
        'suite import prompts.jsonl.gz --prefix navigate:few: --limit 20 --key navigate --title Navigate --out suites/navigate.yaml',
      ),
    )
    .action(async (file, options) => (await import('./suite/import.ts')).importSuiteFile(file, options, world));

  suite
    .command('publish')
    .description('freeze a suite as a version in the database: that of DATABASE_URL, or the one `npm start` runs here')
    .argument('<path>', 'suite folder or file')
    .option('--as <email>', 'the person who publishes, for the audit log')
    .option('--json', 'print the version as JSON')
    .addHelpText(
      'after',
      examples('suite publish suites/canary', 'suite publish suites/mine.yaml --as ada@example.org'),
    )
    .action(async (path, options) => (await import('./suite/publish.ts')).publishSuiteFile(path, options, world));
}

function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  tidemark ${line}`).join('\n')}`;
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('It must be a whole number above 0.');
}
