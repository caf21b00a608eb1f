import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { DEMO_CLUSTER_TOKEN } from '#demo/cluster/server.ts';
import { routes } from '#lib/contract/routes.ts';
import { kubeconfigText } from '#lib/kubernetes/testing/kubeconfig.ts';
import { apiOf } from './support/api.ts';
import { open } from './support/open.ts';
import { expect, test } from './support/test.ts';
import { SIZES, VIEWS } from './support/views.ts';

// Lists are by name in pages, and other tests add to them: names that begin with 0 stand on the first.

/** Everything the interface sends to the browser from now on. */
function receivedBy(page: Page): string[] {
  const received: string[] = [];
  page.on('response', (answer) => {
    if (!answer.url().includes('/api/')) return;
    void answer
      .text()
      .then((text) => received.push(text))
      .catch(() => undefined);
  });
  return received;
}

async function expectAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('; ')}`);
  expect.soft(found, `accessibility: ${name}`).toEqual([]);
}

test('a cluster is added, tried and removed; what it must not be is said at its field, and its token never comes out', async ({
  page,
  api,
  fleet,
}) => {
  const { fleet: made, sourceId, name: sourceName } = await fleet([]);
  const name = `0 cluster ${randomUUID()}`;
  const token = `token-${randomUUID()}`;
  const received = receivedBy(page);
  await open(page, routes.clusterSettings());
  await page.getByRole('button', { name: 'Add a cluster' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a cluster' });
  const save = dialog.getByRole('button', { name: 'Add the cluster' });
  await save.click();
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('combobox', { name: 'Git source' }).click();
  await page.getByRole('option', { name: sourceName }).click();
  // Nobody compares it by itself meanwhile.
  await dialog.getByRole('checkbox', { name: 'Compare it' }).uncheck();

  const kubeconfig = dialog.getByRole('textbox', { name: 'Kubeconfig' });
  await kubeconfig.fill(kubeconfigText({ user: { exec: { command: 'aws' } } }));
  await save.click();
  await expect(dialog).toContainText('uses exec, which is not followed here: it runs a command');
  await kubeconfig.fill(kubeconfigText({ user: { token } }));
  await dialog.getByRole('textbox', { name: 'Context' }).fill('gone');
  await save.click();
  await expect(dialog).toContainText('Has no context "gone"; choose one of: test.');

  await dialog.getByRole('combobox', { name: 'Access' }).click();
  await page.getByRole('option', { name: 'Token' }).click();
  const server = dialog.getByRole('textbox', { name: 'API server' });
  await server.fill('https://169.254.169.254');
  await dialog.getByLabel(/^Token/).fill(DEMO_CLUSTER_TOKEN);
  await save.click();
  await expect(dialog).toContainText('link-local and cloud metadata addresses are refused');
  await server.fill(made.cluster.url);
  await save.click();
  await expect(dialog).toBeHidden();

  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText(`${sourceName} by Flux`);
  await expect(row).toContainText('Comparison is switched off.');
  await row.getByRole('button', { name: 'Test' }).click();
  const steps = page.getByRole('dialog', { name: `Test ${name}` });
  await steps.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(steps).toContainText('The cluster can be compared.');
  await expect(steps.getByRole('listitem').filter({ hasText: 'Reach the API server' })).toContainText('Kubernetes v1.');
  await expect(steps.getByRole('listitem').filter({ hasText: 'Find Flux' })).toContainText('from the git sources');
  await expectAccessible(page, 'test of a cluster');
  await steps.getByRole('button', { name: 'Close' }).last().click();

  await row.getByRole('button', { name: 'Edit' }).click();
  const edit = page.getByRole('dialog', { name: `Edit ${name}` });
  await edit.getByRole('textbox', { name: 'API server' }).fill('https://127.0.0.1:1');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit).toContainText('The stored one was entered for another server');
  await edit.getByLabel(/^Token/).fill(token);
  await edit.getByRole('combobox', { name: 'How' }).click();
  await page.getByRole('option', { name: 'A folder of it' }).click();
  await edit.getByRole('textbox', { name: 'Folder' }).fill('apps');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit).toBeHidden();
  await expect(row).toContainText('https://127.0.0.1:1');
  await expect(row).toContainText(`${sourceName} apps`);
  expect(await api.status('deleteGitSource', { params: { sourceId } })).toBe(409);

  for (const text of [await page.content(), JSON.stringify(await api.call('listAudit')), received.join(' ')]) {
    expect(text).not.toContain(token);
  }
  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove the cluster' }).click();
  await expect(row).toBeHidden();
});

test('the key of notifications is shown once, with what to apply', async ({ page, api, fleet }) => {
  const { sourceId } = await fleet([]);
  const name = `0 notified ${randomUUID()}`;
  const { id } = await api.call('createCluster', {
    body: { name, access: 'in_cluster', enabled: false, sources: [{ sourceId }] },
  });
  await open(page, routes.clusterSettings());
  const row = page.getByRole('row').filter({ hasText: name });
  await row.getByRole('button', { name: 'Notifications' }).click();
  const dialog = page.getByRole('dialog', { name: `Notifications of ${name}` });
  await dialog.getByRole('button', { name: 'Make a key' }).click();
  await expect(dialog).toContainText('Copy it now');
  await expect(dialog).toContainText('type: generic-hmac');
  await expect(dialog).toContainText(`/api/flux-events/${id}`);
  const shown = /token: ([0-9a-f]{64})/.exec((await dialog.textContent()) ?? '')?.[1];
  expect(shown).toBeDefined();
  await expectAccessible(page, 'notifications of a cluster');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(row).toContainText('Stored');
  await row.getByRole('button', { name: 'Notifications' }).click();
  await expect(dialog).toContainText('which was shown once');
  expect(await page.content()).not.toContain(String(shown));
  await dialog.getByRole('button', { name: 'Remove the key' }).click();
  await expect(dialog).toContainText('None');
});

test('a git source is added and tried; a key that is none is said at its field', async ({ page, fleet }) => {
  const { fleet: made } = await fleet([]);
  const name = `0 source ${randomUUID()}`;
  await open(page, routes.gitSourceSettings());
  await page.getByRole('button', { name: 'Add a git source' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a git source' });
  const save = dialog.getByRole('button', { name: 'Add the git source' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Address' }).fill('ssh://git@git.test/acme/fleet.git');
  await dialog.getByRole('combobox', { name: 'Access' }).click();
  await page.getByRole('option', { name: 'Key of SSH' }).click();
  await dialog.getByRole('textbox', { name: 'Private key' }).fill('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA');
  await save.click();
  await expect(dialog).toContainText('Is the public key; enter the private one');
  await expectAccessible(page, 'a git source that is refused');
  await dialog.getByRole('combobox', { name: 'Access' }).click();
  await page.getByRole('option', { name: 'Without a secret' }).click();
  await dialog.getByRole('textbox', { name: 'Address' }).fill(made.repository.url);
  await save.click();
  await expect(dialog).toBeHidden();

  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('nothing yet');
  await row.getByRole('button', { name: 'Test' }).click();
  const steps = page.getByRole('dialog', { name: `Test ${name}` });
  await steps.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(steps).toContainText('The git source can be read.');
  await steps.getByRole('button', { name: 'Close' }).last().click();
  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove the git source' }).click();
  await expect(row).toBeHidden();
});

test('payments and auth are tier 3 from the start; names are added and taken away', async ({ page }) => {
  await open(page, routes.tierSettings());
  const namespaces = page.getByRole('region', { name: 'Namespaces' });
  for (const name of ['auth', 'payments']) {
    await expect(namespaces.getByRole('row').filter({ hasText: name })).toContainText('Tier 3');
  }
  const policy = `require-${randomUUID()}`;
  await page.getByRole('button', { name: 'Add a policy' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a policy' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('No Policy');
  await dialog.getByRole('button', { name: 'Add the policy' }).click();
  await expect(dialog).toContainText('Must be a name of Kubernetes');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(policy);
  await dialog.getByRole('button', { name: 'Add the policy' }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole('row').filter({ hasText: policy });
  await expect(row).toContainText('Tier 3');
  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Take it away' }).click();
  await expect(row).toBeHidden();
});

test('a viewer sees the settings and why nothing of them can be changed', async ({ pageOf, fleet }) => {
  const { sourceId } = await fleet([]);
  const page = await pageOf('viewer');
  for (const [path, name] of [
    [routes.clusterSettings(), 'Add a cluster'],
    [routes.gitSourceSettings(), 'Add a git source'],
    [routes.tierSettings(), 'Add a namespace'],
  ] as const) {
    await open(page, path);
    const button = page.getByRole('button', { name }).first();
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await button.hover();
    await expect(page.getByRole('tooltip')).toContainText('Needs the admin role');
    await button.click({ force: true });
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.mouse.move(0, 0);
  }
  const viewer = apiOf(page.request);
  expect(
    await viewer.status('createCluster', { body: { name: 'x', access: 'in_cluster', sources: [{ sourceId }] } }),
  ).toBe(403);
  expect(await viewer.status('testGitSource', { params: { sourceId } })).toBe(403);
  expect(await viewer.status('createTier', { body: { subject: 'policy', name: 'x', tier: 3 } })).toBe(403);
});

test('the form of a cluster fits and is accessible in every view', async ({ page }) => {
  await open(page, routes.clusterSettings());
  for (const [width, colorScheme] of VIEWS) {
    await page.setViewportSize(SIZES[width]);
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `clusters, ${width}, ${colorScheme}`);
  }
  await page.getByRole('button', { name: 'Add a cluster' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  for (const [width, colorScheme] of VIEWS) {
    await page.setViewportSize(SIZES[width]);
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `form of a cluster, ${width}, ${colorScheme}`);
    const surplus = await page.evaluate(() => document.body.scrollWidth - document.documentElement.clientWidth);
    expect.soft(surplus, `pixels to scroll sideways: ${width}`).toBeLessThanOrEqual(0);
  }
});
