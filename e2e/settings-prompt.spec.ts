import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { DEMO_PUBLIC_KEY, DEMO_SECRET_KEY } from '#demo/langfuse/server.ts';
import { routes } from '#lib/contract/routes.ts';
import { makeGitServer } from '#lib/testing/git-server.ts';
import { givenGateway } from './support/given.ts';
import { open } from './support/open.ts';
import { expect, test } from './support/test.ts';

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

test('a git repository is added, tested step by step, edited and removed; its token never comes out', async ({
  page,
  api,
  gateway,
}) => {
  const name = `repository ${randomUUID()}`;
  const token = `token-${randomUUID()}`;
  const gatewayName = `gateway of ${name}`;
  await givenGateway(api, gateway, gatewayName);
  const server = makeGitServer();
  const received = receivedBy(page);
  await open(page, routes.gitSettings());
  await page.getByRole('button', { name: 'Add a repository' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a repository' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Address' }).fill('git@github.com:acme/shop.git');
  await dialog.getByLabel('Token', { exact: true }).fill(token);
  await dialog.getByRole('combobox', { name: 'Gateway' }).click();
  await page.getByRole('option', { name: gatewayName }).click();
  await dialog.getByRole('button', { name: 'Add the repository' }).click();
  await expect(dialog).toContainText('Must be written as ssh://git@github.com/acme/shop.git');
  await dialog.getByRole('textbox', { name: 'Address' }).fill(server.url);
  await dialog.getByRole('button', { name: 'Add the repository' }).click();
  await expect(dialog).toBeHidden();

  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Stored');
  await row.getByRole('button', { name: 'Test' }).click();
  const test = page.getByRole('dialog', { name: `Test ${name}` });
  await test.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(test).toContainText('The repository is ready.');
  await expect(test).toContainText('1 golden task in evals/golden; agents: support.');
  server.commit({ 'evals/golden/refund.yaml': 'id: [broken' });
  await test.getByRole('button', { name: 'Test again' }).click();
  await expect(test).toContainText('The repository is not ready.');
  await expect(test).toContainText('evals/golden/refund.yaml');
  await test.getByRole('button', { name: 'Close' }).last().click();

  await row.getByRole('button', { name: 'Edit' }).click();
  const edit = page.getByRole('dialog', { name: `Edit ${name}` });
  await expect(edit.getByLabel('Token', { exact: true })).toHaveValue('');
  await edit.getByRole('checkbox', { name: 'Remove the stored token' }).check();
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit).toBeHidden();
  await expect(row).toContainText('None');

  for (const text of [await page.content(), JSON.stringify(await api.call('listAudit')), received.join(' ')]) {
    expect(text).not.toContain(token);
  }
  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove the repository' }).click();
  await expect(row).toBeHidden();
  server.remove();
});

test('a Langfuse project is added and tested; a wrong key says so, and the right one never comes out', async ({
  page,
  api,
  langfuse,
}) => {
  const { source } = await langfuse();
  const name = `project ${randomUUID()}`;
  const received = receivedBy(page);
  await open(page, routes.langfuseSettings());
  await page.getByRole('button', { name: 'Add a project' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a Langfuse project' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Address' }).fill(source.baseUrl);
  await dialog.getByRole('textbox', { name: 'Public key' }).fill(DEMO_PUBLIC_KEY);
  await dialog.getByRole('textbox', { name: 'Agent' }).fill('support');
  await dialog.getByRole('combobox', { name: 'Repository' }).click();
  await page.getByRole('option', { name: source.repository.name }).click();
  await dialog.getByRole('button', { name: 'Add the project' }).click();
  await expect(dialog.getByLabel(/^Secret key/)).toBeFocused();
  await dialog.getByLabel(/^Secret key/).fill('sk-of-somebody-else');
  await dialog.getByRole('button', { name: 'Add the project' }).click();
  await expect(dialog).toBeHidden();

  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Review-E of 0.6 or less');
  const steps = page.getByRole('dialog', { name: `Test ${name}` });
  await row.getByRole('button', { name: 'Test' }).click();
  await steps.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(steps).toContainText('It cannot be searched.');
  await steps.getByRole('button', { name: 'Close' }).last().click();

  await row.getByRole('button', { name: 'Edit' }).click();
  const edit = page.getByRole('dialog', { name: `Edit ${name}` });
  await edit.getByLabel(/^Secret key/).fill(DEMO_SECRET_KEY);
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit).toBeHidden();
  await row.getByRole('button', { name: 'Test' }).click();
  await steps.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(steps).toContainText('The project can be searched.');
  await steps.getByRole('button', { name: 'Close' }).last().click();
  for (const text of [await page.content(), JSON.stringify(await api.call('listAudit')), received.join(' ')]) {
    expect(text).not.toContain(DEMO_SECRET_KEY);
  }
  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove the project' }).click();
  await expect(row).toBeHidden();
});
