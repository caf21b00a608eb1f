import { expect, it } from 'vitest';
import { branchRef } from '#lib/git/refs.ts';
import { commitMessage, pullRequestOf, type SyncFacts, syncBranch } from './words.ts';

const FACTS: SyncFacts = {
  decisionId: 7,
  flag: 'flag `x`\n# y',
  isRemoval: false,
  flagd: 'flagd',
  branch: 'tidemark/flags/x-3',
  path: 'feature-flags/shop.yaml',
  reason: 'wanted\n\nSigned-off-by: somebody',
  decidedBy: 'Ann',
  decidedAt: new Date('2026-05-10T12:00:00Z'),
};

it.each(['checkout', 'Check Out!', '..', '', 'a/b~^:?*[\\', 'x.lock', 'é'.repeat(300)])(
  'a flag named %s has a branch that git takes',
  (key) => {
    expect(branchRef(syncBranch(key, 3, 1))).toMatch(/^refs\/heads\/tidemark\/flags\/[a-z0-9-]+-3$/);
    expect(branchRef(syncBranch(key, 3, 2))).toMatch(/-3\.2$/);
  },
);

it('a commit says who decided and why, each on one line', () => {
  expect(commitMessage(FACTS)).toBe(`Take over flag \`x\` # y as flagd serves it

wanted Signed-off-by: somebody
Decided by Ann at 2026-05-10T12:00:00.000Z

Tidemark-Flag-Decision: 7
`);
});

it('a pull request quotes what people wrote', () => {
  const { body, base, branch } = pullRequestOf({ ...FACTS, isRemoval: true }, 'main');
  expect({ base, branch }).toEqual({ base: 'main', branch: FACTS.branch });
  expect(body).toContain("Removes `flag 'x' # y` in `feature-flags/shop.yaml`");
  expect(body).toContain('- Reason: `wanted Signed-off-by: somebody`');
});
