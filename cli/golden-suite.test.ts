import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkProject } from '#lib/channels/prompt/project/parse.ts';
import { readGolden } from '#lib/channels/prompt/project/read.ts';
import { promptHash } from '#lib/channels/prompt/task/hash.ts';
import { checkSuite } from '#lib/channels/prompt/task/parse.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { runCaptured } from './testing.ts';

let folder = '';
beforeAll(() => {
  folder = temporaryFolder('golden');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A new repository with the sample. */
async function sample(name: string): Promise<string> {
  const path = join(folder, name);
  expect(await runCaptured(['golden', 'init', path])).toMatchObject({ exitCode: 0, stderr: '' });
  return path;
}

/** Puts `to` in the place of `from` in a file, or a whole file in its place. */
async function edit(path: string, from: string | null, to: string): Promise<void> {
  const text = from === null ? '' : await readFile(path, 'utf8');
  if (from !== null) expect(text).toContain(from);
  await writeFile(path, from === null ? to : text.replace(from, to));
}

describe('tidemark golden', () => {
  it.each([[['golden']], [['golden', 'validate']], [['golden', 'init']]])(
    'has help with examples for %j',
    async (argv) => {
      const { exitCode, stdout } = await runCaptured([...argv, '--help']);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/Examples:\n {2}tidemark golden /);
    },
  );
});

describe('tidemark golden init', () => {
  it('writes a repository that is valid', async () => {
    const path = await sample('new');
    const { exitCode, stdout } = await runCaptured(['golden', 'validate', path]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/20 golden tasks are valid, of extraction, release-notes, support; \d+ baselines\n$/);
  });

  it('replaces nothing', async () => {
    const path = join(folder, 'taken');
    await mkdir(join(path, 'prompts'), { recursive: true });
    await writeFile(join(path, 'prompts', 'support.md'), 'mine');
    const { exitCode, stderr } = await runCaptured(['golden', 'init', path]);
    expect(exitCode).toBe(5);
    expect(stderr).toMatch(/Nothing was written: .*support\.md would be replaced/);
    expect((await runCaptured(['golden', 'validate', path])).exitCode).toBe(2);
  });
});

it('the page about golden tasks shows tasks and projects that are valid', async () => {
  const page = await readFile('docs/golden-suite.md', 'utf8');
  const blocks = [...page.matchAll(/```yaml\n(# yaml-language-server.*\n[\s\S]*?)```/g)].map(([, text = '']) => text);
  const problems = blocks.flatMap((text) => {
    const id = /^id: ([a-z-]+)/m.exec(text)?.[1];
    if (id !== undefined) return checkSuite([{ path: `${id}.yaml`, text }]).problems;
    const checked = checkProject(text, 'tidemark.yaml');
    return 'problems' in checked ? checked.problems : [];
  });
  expect(problems).toEqual([]);
  expect(blocks).toHaveLength(2);
});

describe('tidemark golden validate', () => {
  it('names file, line and reason of what is wrong between project and tasks, and ends with 2', async () => {
    const path = await sample('wrong');
    const project = join(path, 'evals', 'tidemark.yaml');
    const task = (id: string) => join(path, 'evals', 'golden', `${id}.yaml`);
    await edit(project, 'prompts/release-notes.md', 'prompts/gone.md');
    await edit(task('order-status'), 'agents: [support]', 'agents: [support, sales]');
    await edit(task('legal-advice'), 'agents: [support]', 'agents: [support, extraction]');
    const { exitCode, stdout, stderr } = await runCaptured(['golden', 'validate', path]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: `tidemark: Not valid: ${join(path, 'evals/golden')}\n`,
    });
    expect((await runCaptured(['golden', 'validate', join(path, 'evals/golden')])).stdout).toBe(stdout);
    expect(stdout.split('\n').filter((line) => line !== '')).toEqual([
      expect.stringMatching(/tidemark\.yaml:\d+:13 "prompt" names prompts\/gone\.md, which is not there$/),
      expect.stringMatching(/legal-advice\.yaml:\d+:1 is graded by a rubric, but agent "extraction" has no "judge"/),
      expect.stringMatching(/order-status\.yaml:5:19 agent "sales" does not stand in evals\/tidemark\.yaml$/),
    ]);
  });

  it('prints JSON for programs, with what baselines are worth', async () => {
    const path = await sample('json');
    const { exitCode, stdout } = await runCaptured(['golden', 'validate', path, '--json']);
    expect(exitCode).toBe(0);
    const { valid, tasks } = JSON.parse(stdout);
    expect(valid).toBe(true);
    expect(tasks).toHaveLength(20);
    for (const task of tasks) {
      expect(task.taskHash).toMatch(/^[0-9a-f]{64}$/);
      expect(task.baselines).toEqual([{ agent: task.agents[0], model: 'demo-agent', current: true }]);
    }
  });

  it('ships baselines measured with the prompts beside them', async () => {
    const path = await sample('prompts');
    const { project, tasks } = await readGolden(path);
    for (const agent of project?.agents ?? []) {
      const hash = promptHash(await readFile(join(path, agent.prompt), 'utf8'));
      const own = tasks.flatMap(({ task }) => task.baselines).filter((baseline) => baseline.agent === agent.name);
      expect(own.length).toBeGreaterThan(0);
      expect(new Set(own.map((baseline) => baseline.promptHash))).toEqual(new Set([hash]));
    }
  });

  it('says which baselines an edited task has outgrown', async () => {
    const path = await sample('edited');
    await edit(join(path, 'evals', 'golden', 'order-status.yaml'), 'order 4711?', 'order 4711, please?');
    const { exitCode, stdout } = await runCaptured(['golden', 'validate', path]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/20 baselines \(1 of a task that was edited since\)\n$/);
  });

  it('says when there is nothing to check', async () => {
    const { exitCode, stderr } = await runCaptured(['golden', 'validate', join(folder, 'none')]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^tidemark: There is no suite at .*none/);
  });

  it('takes one file', async () => {
    const path = await sample('file');
    const broken = join(path, 'evals', 'golden', 'order-status.yaml');
    await edit(broken, null, 'id: order-status\n');
    const { exitCode, stdout } = await runCaptured(['golden', 'validate', broken]);
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/order-status\.yaml:1:1 "title" is missing\n/);
  });
});
