import type { Command } from 'commander';
import type { World } from '../world.ts';

/** Adds `tidemark golden …`. What a command does is loaded when it runs, so that help and version stay fast. */
export function addGoldenCommands(program: Command, world: World, _end: (exitCode: number) => void): void {
  const golden = program
    .command('golden')
    .description('check golden tasks, and gate prompts by them')
    .addHelpText('after', examples('golden validate'));

  golden
    .command('validate')
    .description('check golden tasks, and name file, line and reason of every problem (exit code 2)')
    .argument('[dir]', 'repository with evals/tidemark.yaml, or folder or file of tasks', '.')
    .option('--json', 'print the results as JSON')
    .addHelpText('after', examples('golden validate', 'golden validate evals/golden', 'golden validate --json'))
    .action(async (path, options) => (await import('./golden/validate.ts')).validateGolden(path, options, world));
}

function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  tidemark ${line}`).join('\n')}`;
}
