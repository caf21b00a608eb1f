import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { PIPELINE_VARIABLES } from '#lib/platform/env.ts';
import { addGoldenCommands } from './commands/golden.ts';
import { worldForTests } from './testing.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const GUIDE = 'docs/gate-in-ci.md';
const gitHub = parse(read('docs/ci/github-actions.yml'));
const gitLab = parse(read('docs/ci/gitlab-ci.yml'));

const steps = z
  .array(z.object({ run: z.string().optional(), env: z.record(z.string(), z.string()).optional() }))
  .parse(gitHub.jobs.gate.steps);
const gateStep = steps.find(({ run }) => run?.includes('golden gate'));
const COMMANDS = {
  'docs/ci/github-actions.yml': gateStep?.run ?? '',
  'docs/ci/gitlab-ci.yml': z.array(z.string()).parse(gitLab['golden gate'].script).join('\n'),
};

/** Options of each command under `tidemark golden`. */
function optionsOf(name: string): string[] {
  const program = new Command();
  addGoldenCommands(program, worldForTests(), () => undefined);
  const found = program.commands[0]?.commands.find((command) => command.name() === name);
  return (found?.options ?? []).map(({ long }) => long ?? '');
}

describe.each(Object.entries(COMMANDS))('%s', (_file, command) => {
  it('runs the gate with options that it has', () => {
    expect(command).toMatch(/^tidemark golden gate /);
    const used = [...command.matchAll(/--[a-z-]+/g)].map(([option]) => option);
    expect(used).toEqual(expect.arrayContaining(['--agent', '--base', '--junit']));
    expect(optionsOf('gate')).toEqual(expect.arrayContaining(used));
  });
});

it('the GitHub workflow may comment, has the whole history and hands on what the gate reads', () => {
  expect(gitHub.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' });
  expect(gitHub.jobs.gate.steps[0].with['fetch-depth']).toBe(0);
  expect(Object.keys(gateStep?.env ?? {})).toEqual(
    expect.arrayContaining(['GITHUB_TOKEN', 'TIDEMARK_GATEWAY_URL', 'TIDEMARK_GATEWAY_KEY', 'TIDEMARK_CONSOLE_TOKEN']),
  );
  // What others write (names of branches) reaches the shell only as a variable.
  for (const { run } of steps) expect(run ?? '').not.toContain('${{');
});

it('the GitLab job has the whole history and shows its results', () => {
  expect(gitLab['golden gate']).toMatchObject({
    variables: { GIT_DEPTH: '0' },
    artifacts: { when: 'always', reports: { junit: 'golden-gate.xml' } },
  });
});

describe(GUIDE, () => {
  it('names options that exist', () => {
    const text = read(GUIDE);
    const commands = [...text.matchAll(/tidemark golden (gate|bless|validate)([^`\n]*)/g)];
    expect(commands.length).toBeGreaterThan(3);
    for (const [, name = '', rest = ''] of commands) {
      expect(optionsOf(name)).toEqual(expect.arrayContaining(rest.match(/--[a-z-]+/g) ?? []));
    }
    const alone = [...text.matchAll(/`(--[a-z-]+)/g)].map(([, option]) => option);
    expect([...optionsOf('gate'), '--global']).toEqual(expect.arrayContaining(alone));
  });

  it('lists every variable of a pipeline that is read, and no other', () => {
    const table = read(GUIDE).split('## What is read from the pipeline')[1] ?? '';
    expect([...table.matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name]) => name).sort()).toEqual(
      PIPELINE_VARIABLES.toSorted(),
    );
  });
});
