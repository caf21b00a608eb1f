import { makeProject } from '#demo/langfuse/project.ts';
import { DEMO_PUBLIC_KEY, DEMO_SECRET_KEY, startDemoLangfuse } from '#demo/langfuse/server.ts';
import { checkOut } from './support/golden/checkout.ts';
import { givenRepository } from './support/golden/given-repository.ts';
import { open } from './support/open.ts';
import { consoleAddress } from './support/place.ts';
import { expect, test } from './support/test.ts';

const PROMPT = 'prompts/support.md';
const RULE = /^- Refund limit.*\n/m;
const GATE = ['golden', 'gate', '--agent', 'support', '--base', 'origin/main'];

test.describe.configure({ timeout: 180_000 });

test('a prompt breaks a task, is mended, changed on purpose and blessed; the gate tells each', async ({
  page,
  api,
  gateway,
}) => {
  const { server } = await givenRepository(api, gateway, 'shop of the walk');
  const shop = checkOut(server.url, { TIDEMARK_GATEWAY_URL: gateway.url, TIDEMARK_GATEWAY_KEY: gateway.key });
  const { secret } = await api.call('createToken', {
    body: { name: 'gate of the walk', scopes: ['golden.report'], expiresInDays: 1 },
  });
  shop.git('checkout', '--quiet', '-b', 'shorter-prompt');

  shop.edit(PROMPT, (text) => text.replace(RULE, ''), 'Shorter prompt');
  const broken = await shop.tidemark(...GATE, '--console', consoleAddress(), '--token', secret);
  expect(broken.exitCode, broken.shown).toBe(1);
  expect(broken.shown).toContain('refund-over-limit regressed');
  expect(broken.shown).toMatch(/refund was called once, but must not be called/);
  const address = /https?:\/\/\S*\/prompt\/runs\/\d+/.exec(broken.shown)?.[0];
  expect(address, broken.shown).toBeDefined();
  await open(page, new URL(address ?? '').pathname);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('support');
  await expect(page.getByText('Must not ship').first()).toBeVisible();
  await expect(page.getByRole('link', { name: /Refuses a refund over the limit/ }).first()).toBeVisible();

  shop.git('checkout', '--quiet', 'origin/main', '--', PROMPT);
  shop.git('commit', '--quiet', '--message', 'The rule is back');
  const mended = await shop.tidemark(...GATE);
  expect(mended.exitCode, mended.shown).toBe(0);

  shop.edit(PROMPT, (text) => `${text}Write as a colleague would.\n`, 'A warmer tone');
  const unblessed = await shop.tidemark(...GATE);
  expect(unblessed.exitCode, unblessed.shown).toBe(1);
  expect(unblessed.shown).toContain('Missing baseline update');
  expect(unblessed.shown).not.toContain('regressed:');

  const blessed = await shop.tidemark('golden', 'bless', '--agent', 'support');
  expect(blessed.exitCode, blessed.shown).toBe(0);
  expect(shop.read('evals/golden/refund-over-limit.yaml')).toContain('blessedBy: Grace Hopper');
  shop.git('commit', '--quiet', '--all', '--message', 'New baselines');
  const passed = await shop.tidemark(...GATE);
  expect(passed.exitCode, passed.shown).toBe(0);
});

test('a trace that went badly becomes a task on a branch of the repository', async ({ page, api, gateway }) => {
  const { repository, server } = await givenRepository(api, gateway, 'shop of a trace');
  const langfuse = await startDemoLangfuse({ project: makeProject({ traces: 3, now: new Date(), days: 2 }) });
  const source = await api.call('createLangfuseSource', {
    body: {
      name: 'traces of the walk',
      baseUrl: langfuse.url,
      publicKey: DEMO_PUBLIC_KEY,
      secretKey: DEMO_SECRET_KEY,
      agent: 'support',
      repositoryId: repository.id,
    },
  });
  await api.call('startCandidateScan', { body: { sourceId: source.id, days: 7 } });
  await expect
    .poll(async () => (await api.call('listCandidates', { query: { sourceId: source.id } })).items.length)
    .toBeGreaterThan(0);

  await open(page, `/suites/candidates?sourceId=${source.id}`);
  await page
    .getByRole('table', { name: /Candidates/ })
    .getByRole('link')
    .first()
    .click();
  await expect(page.getByRole('textbox', { name: 'The task as YAML' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Asked' })).toContainText('[redacted');
  await page.getByRole('button', { name: 'Approve' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(server.url);
  const { pathname } = new URL(page.url());
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await expect(dialog).toBeHidden();
  await open(page, pathname);
  await expect(page.getByText('Branch pushed').first()).toBeVisible({ timeout: 60_000 });

  const [branch = ''] = server.git('for-each-ref', '--format=%(refname:short)', 'refs/heads/tidemark').split('\n');
  expect(branch).toMatch(/^tidemark\/golden\//);
  const changed = server.git('diff', '--name-only', `main...${branch}`).split('\n');
  expect(changed).toEqual([expect.stringMatching(/^evals\/golden\/.+\.yaml$/)]);
  expect(server.git('show', `${branch}:${changed[0]}`)).toContain('traceId:');
  expect(server.git('log', '-1', '--format=%an', branch)).toBe('Admin');
  await langfuse.close();
});
