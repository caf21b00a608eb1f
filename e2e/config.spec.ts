import { routes } from '#lib/contract/routes.ts';
import { SEVERITY_RULES } from '#lib/policy/severity.ts';
import { flagNamed, fleetGit, givenCluster, givenFlags } from './support/drift/given-fleet.ts';
import { open } from './support/open.ts';
import { expect, test } from './support/test.ts';

test('the Config page says which flags, policies and config maps are not as git has them', async ({
  page,
  api,
  fleet,
  until,
}) => {
  const made = await fleet();
  await givenCluster(api, until, made);
  await givenFlags(api, until, made);
  await open(page, routes.config());
  const flagd = page.getByRole('region', { name: 'Flag sources' }).getByRole('listitem').filter({ hasText: made.name });
  await expect(flagd).toContainText('Drifted');
  await expect(flagd).toContainText('2 of 5 flags are not as git says');

  const of = (panel: string, what: string) =>
    page
      .getByRole('region', { name: panel, exact: true })
      .getByRole('row')
      .filter({ hasText: made.name })
      .filter({ hasText: what });
  await expect(of('Feature flags', 'refund-tool')).toContainText('Default variant');
  await expect(of('Feature flags', 'refund-tool')).toContainText('P2');
  await expect(of('Feature flags', 'express-lane')).toContainText('Only in flagd');
  await expect(of('Policies', 'known-registries')).toContainText('P1');
  await expect(of('Policies', 'known-registries').getByRole('code')).toHaveCount(2);
  await expect(of('Config maps', 'agents/support-agent')).toContainText('kubectl-edit');

  // The answer is about all of it, whatever the lists are narrowed to.
  await open(page, `${routes.config()}?q=no-such-name`);
  await expect(page.getByText('No policy fits these filters')).toBeVisible();
  await expect(page.getByText(/\d polic(y|ies) and \d+ config maps differ from git\./)).toBeVisible();
});

test('what flagd serves is brought to git as a branch, after the exact change was shown', async ({
  page,
  api,
  fleet,
  until,
}) => {
  const made = await fleet();
  const { id } = await givenFlags(api, until, made);
  const flag = await flagNamed(api, id, 'refund-tool');
  await open(page, routes.flag(flag.id));
  const sides = page.getByRole('region', { name: 'Default variant', exact: true });
  await expect(sides).toContainText('off');
  await expect(sides).toContainText('on');
  await expect(page.getByRole('region', { name: 'Where' })).toContainText(SEVERITY_RULES.flag_drift.rule);

  await page.getByRole('button', { name: 'Bring to git' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bring refund-tool to git?' });
  await expect(dialog).toContainText('feature-flags/agents.yaml');
  await expect(dialog.getByRole('region', { name: /line by line/ })).toContainText('defaultVariant: "on"');
  await dialog.getByLabel('Reason').fill('The tool has been on since Tuesday, and stays on.');
  await dialog.getByRole('button', { name: 'Push the branch' }).click();
  await expect(dialog).toBeHidden();
  const decisions = page.getByRole('region', { name: 'Decisions' });
  await expect(decisions).toContainText('Admin');
  await expect(decisions).toContainText('The tool has been on since Tuesday');
  await expect(page.getByRole('button', { name: 'Bring to git' })).toHaveAttribute('aria-disabled', 'true');

  const branches = () => fleetGit(made, 'for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n');
  await expect.poll(() => branches().filter((name) => name !== 'main')).toHaveLength(1);
  const [branch = ''] = branches().filter((name) => name !== 'main');
  await expect(decisions).toContainText(branch);
  const change = fleetGit(made, 'diff', 'main', branch);
  expect(change.match(/^[+-](?![+-]).*$/gm)).toEqual(['-    defaultVariant: "off"', '+    defaultVariant: "on"']);
});

test('what flagd serves is refused with a reason: git stays', async ({ page, api, fleet, until }) => {
  const made = await fleet();
  const { id } = await givenFlags(api, until, made);
  const flag = await flagNamed(api, id, 'express-lane');
  await open(page, routes.flag(flag.id));
  await expect(page.getByRole('main')).toContainText('flagd serves this flag, git has none such.');
  await page.getByRole('button', { name: 'Reject' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reject express-lane as flagd serves it?' });
  await dialog.getByLabel('Reason').fill('Nobody asked for an express lane.');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('status').filter({ hasText: 'Rejected' })).toContainText('flagd has to follow');
  await expect(page.getByRole('region', { name: 'Decisions' })).toContainText('Nobody asked for an express lane.');
  expect(fleetGit(made, 'for-each-ref', '--format=%(refname:short)', 'refs/heads')).toBe('main');
});
