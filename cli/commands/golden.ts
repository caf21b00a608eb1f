import { type Command, InvalidArgumentError } from 'commander';
import { GATE_BASELINE_RUNS, GATE_REPEAT } from '#lib/policy/thresholds.ts';
import { addPublishOptions } from '../publishing/options.ts';
import type { World } from '../world.ts';

/** Attempts in flight at once where nothing else is said. */
const PARALLEL = 20;

/** Most attempts at a task, and in flight at once, that are taken from the command line. */
const MAX_REPEAT = 100;
const MAX_PARALLEL = 200;

const SOURCES = `
Asks the gateway of TIDEMARK_GATEWAY_URL with the key in TIDEMARK_GATEWAY_KEY.
Agent, prompt, model, judge and suite come from evals/tidemark.yaml in the repository where no option names them.
`;

/** Adds `tidemark golden …`. What a command does is loaded when it runs, so that help and version stay fast. */
export function addGoldenCommands(program: Command, world: World, end: (exitCode: number) => void): void {
  const golden = program
    .command('golden')
    .description('check golden tasks, and gate prompts by them')
    .addHelpText('after', examples('golden validate', 'golden gate --agent support --base origin/main'));

  golden
    .command('validate')
    .description('check golden tasks, and name file, line and reason of every problem (exit code 2)')
    .argument('[dir]', 'repository with evals/tidemark.yaml, or folder or file of tasks', '.')
    .option('--json', 'print the results as JSON')
    .addHelpText('after', examples('golden validate', 'golden validate evals/golden', 'golden validate --json'))
    .action(async (path, options) => (await import('./golden/validate.ts')).validateGolden(path, options, world));

  golden
    .command('init')
    .description('write sample agents, prompts and twenty golden tasks into a repository, to start from')
    .argument('[dir]', 'top of the repository', '.')
    .addHelpText('after', examples('golden init', 'golden init my-repository'))
    .action(async (folder) => (await import('./golden/init.ts')).initGolden(folder, world));

  const gate = withTarget(golden.command('gate'))
    .description('replay the golden tasks of an agent with its prompt, and compare with their baselines')
    .option(
      '--base <ref>',
      'branch or commit that the change goes to: tells the prompt at fault from a model that drifted',
    )
    .option('--repeat <n>', 'attempts at each task before any is looked at again', wholeNumber(MAX_REPEAT), GATE_REPEAT)
    .option('--json', 'print the report as JSON')
    .option('--junit <file>', 'write the report as JUnit XML')
    .option('--markdown <file>', 'write the report as Markdown');
  addPublishOptions(gate)
    .addHelpText(
      'after',
      `${SOURCES}
Exit codes: 0 pass, 1 a task regressed or a baseline is missing, 2 bad input, 3 could not be measured.`,
    )
    .addHelpText(
      'after',
      examples(
        'golden gate --agent support --base origin/main',
        'golden gate --agent support --prompt prompts/support.md --model gpt-5 --base main --junit golden.xml',
      ),
    )
    .action(async (options) => end(await (await import('./golden/gate.ts')).gatePrompt(options, world)));

  withTarget(golden.command('bless'))
    .description('measure the golden tasks of an agent anew and write the results into the task files as baselines')
    .option('--runs <n>', 'attempts at each task', wholeNumber(MAX_REPEAT), GATE_BASELINE_RUNS)
    .option('--as <name>', 'who accepts the new behaviour (default: user.name of git, else your account)')
    .option('--json', 'print the old and new baselines as JSON')
    .addHelpText(
      'after',
      `${SOURCES}
Exit codes: 0 written, 2 bad input, 3 could not be measured and nothing was written.`,
    )
    .addHelpText(
      'after',
      examples('golden bless --agent support', 'golden bless --agent support --model gpt-5 --as "Ada L."'),
    )
    .action(async (options) => end(await (await import('./golden/bless.ts')).blessPrompt(options, world)));
}

function withTarget(command: Command) {
  return command
    .requiredOption('--agent <name>', 'the agent')
    .option('--prompt <file>', 'its system prompt')
    .option('--model <name>', 'the model, as the gateway names it')
    .option('--suite <dir>', 'folder of the golden tasks')
    .option('--judge <model>', 'the model that grades rubrics')
    .option('--parallel <n>', 'attempts in flight at once', wholeNumber(MAX_PARALLEL), PARALLEL)
    .option(
      '--budget <usd>',
      'most that the calls may cost, in US dollars; what is left then counts as unmeasured',
      dollars,
    );
}

function wholeNumber(most: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${most}.`);
  };
}

function dollars(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('It must be a number above 0.');
}

function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  tidemark ${line}`).join('\n')}`;
}
