import { expect, it } from 'vitest';
import { taskYaml } from '#lib/testing/git-server.ts';
import { checkDraft } from './draft.ts';
import { misfits } from './suite-problems.ts';

const SUITE = { agents: [{ name: 'support' }], tasks: [{ id: 'refund', path: 'evals/golden/refund.yaml' }] };

function misfitsOf(text: string, edits?: string) {
  const { placed } = checkDraft(text);
  return placed && misfits(placed, SUITE, edits);
}

it('a task beside those of the suite fits', () => {
  expect(misfitsOf(taskYaml('new-case'))).toEqual([]);
});

it('names the file of a task with the same id, at the place of the id', () => {
  expect(misfitsOf(taskYaml('refund'))).toEqual([
    { line: 1, column: 5, reason: 'there is a task refund already, in evals/golden/refund.yaml; choose another id' },
  ]);
});

it('an edit of a task keeps its id', () => {
  expect(misfitsOf(taskYaml('refund'), 'refund')).toEqual([]);
});

it('names the agents that there are, at the place of the stranger', () => {
  expect(misfitsOf(taskYaml('new-case').replace('[support]', '[support, sales]'))).toEqual([
    { line: 3, column: 19, reason: 'the repository has no agent "sales"; it has support' },
  ]);
});
