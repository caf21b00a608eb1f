import { describe, expect, it } from 'vitest';
import { formatProblem } from '#lib/yaml/problem.ts';
import { checkProject, PROJECT_PATH, parseProject } from './parse.ts';

const VALID = `agents:
  - name: support
    prompt: prompts/support.md
    models: [small, large]
`;

const problemsOf = (text: string) => {
  const checked = checkProject(text, PROJECT_PATH);
  return 'problems' in checked ? checked.problems.map(formatProblem) : [];
};

describe('parseProject', () => {
  it('writes defaults out', () => {
    expect(parseProject(VALID, PROJECT_PATH)).toEqual({
      suite: 'evals/golden',
      agents: [{ name: 'support', prompt: 'prompts/support.md', models: ['small', 'large'], maxOutputTokens: 1024 }],
    });
  });

  it('starts paths where the file lies that names them', () => {
    expect(parseProject(VALID, `services/bot/${PROJECT_PATH}`)).toMatchObject({
      suite: 'services/bot/evals/golden',
      agents: [{ prompt: 'services/bot/prompts/support.md' }],
    });
    expect(parseProject(VALID, 'tidemark.yaml')).toMatchObject({ suite: 'evals/golden' });
  });

  it.each([
    ['a step up', 'prompts/support.md', '../support.md', /:3:13 "prompt" must not hold \., \.\. or \/\/$/],
    ['an absolute path', 'prompts/support.md', '/etc/passwd', /:3:13 "prompt" must be a path from the folder/],
    ['a drive', 'prompts/support.md', 'C:\\support.md', /:3:13 "prompt" must be a path from the folder/],
    ['a control character', 'prompts/support.md', '"a\\u0001.md"', /control characters/],
    ['a model twice', '[small, large]', '[small, small]', /:4:21 model "small" is named twice$/],
    ['no model', '[small, large]', '[]', /:4:13 "models" must have at least 1 entries/],
    ['an unknown key', 'prompt:', 'promt:', /:3:5 unknown key "promt" in "agents"\[0\]$/],
    [
      'an agent twice',
      'agents:\n',
      'agents:\n  - { name: support, prompt: a, models: [m] }\n',
      /:3:11 agent "support" stands twice$/,
    ],
  ])('refuses %s', (_, from, to, reason) => {
    const problems = problemsOf(VALID.replace(from, to));
    expect(
      problems.some((problem) => reason.test(problem)),
      problems.join('\n'),
    ).toBe(true);
  });
});
