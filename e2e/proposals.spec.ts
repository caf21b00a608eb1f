import AxeBuilder from '@axe-core/playwright';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { routes } from '#lib/contract/routes.ts';
import { systemClock } from '#lib/platform/clock.ts';
import { db } from '#lib/platform/db.ts';
import { requireSuite } from '#lib/suites/read.ts';
import { publishSuite } from '#lib/suites/store.ts';
import { givenGateway, MODEL, runEnd } from './support/given.ts';
import { open } from './support/open.ts';
import { expect, test } from './support/test.ts';

const SCREENING_MS = 60_000;

/** A suite of its own with the shipped prompts, so that what is published here touches nobody else. */
async function ownSuite(key: string): Promise<number> {
  const ctx = { db: db(), now: systemClock, actor: SYSTEM_ACTOR };
  const { suiteId } = await publishSuite(ctx, { ...(await requireSuite('suites/canary')), key, title: `Suite ${key}` });
  return suiteId;
}

test('a curator screens the candidates, compares and publishes', async ({ api, gateway, pageOf }) => {
  test.setTimeout(3 * SCREENING_MS);
  const suiteId = await ownSuite('proposals');
  const gatewayId = await givenGateway(api, gateway, 'gateway of proposals');
  const body = { name: 'proposals', gatewayId, model: MODEL, suiteId, concurrency: 20 };
  const { id: endpointId } = await api.call('createEndpoint', { body });
  const page = await pageOf('curator');

  await test.step('what it takes is shown before anything is asked', async () => {
    await open(page, routes.proposals());
    await page.getByRole('button', { name: 'Screen candidates' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Screen candidate prompts' });
    await expect(dialog.getByRole('button', { name: 'Start the screening' })).toBeDisabled();
    await dialog.getByRole('combobox', { name: 'Endpoint' }).fill('proposals');
    await page.getByRole('option', { name: 'proposals', exact: true }).click();
    await expect(dialog.getByRole('region', { name: 'Estimate' })).toContainText('280');
    await dialog.getByRole('button', { name: 'Start the screening' }).click();
    await expect(page).toHaveURL(/\/runs\/\d+$/);
  });
  const runId = Number(/\d+$/.exec(page.url())?.[0]);
  await expect.poll(async () => (await runEnd(api, runId)).status, { timeout: SCREENING_MS }).toBe('finished');

  await test.step('the proposal stands beside the present version, with the answers seen', async () => {
    await open(page, routes.proposals());
    await page.getByRole('link', { name: 'proposals', exact: true }).click();
    const proposed = page.getByRole('table', { name: 'Prompts of the proposed version' });
    await expect(proposed.getByRole('row')).toHaveCount(21);
    await expect(proposed).toContainText('Border');
    await expect(proposed).toContainText('5 ×');
    await expect(page.getByRole('table', { name: 'Prompts that leave the suite' })).toContainText('edge-case:coin');
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  await test.step('a second screening waits for the decision', async () => {
    const plan = await api.call('planScreening', { params: { endpointId } });
    expect(plan.refusal).toContain('is open');
  });

  await test.step('accepting publishes under the name of the curator', async () => {
    await page.getByRole('button', { name: 'Accept' }).click();
    const dialog = page.getByRole('dialog', { name: /Publish the next version/ });
    await expect(dialog).toContainText('1 endpoint will be asked the new prompts (proposals)');
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await expect(dialog).toContainText('say in a few words why');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Half of them sit on the border');
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByText(/Accepted by Test curator as version 2: Half of them sit on the border/)).toBeVisible();
    await page.getByRole('link', { name: 'version 2' }).click();
    await expect(page).toHaveURL(new RegExp(`/suites/${suiteId}/versions/\\d+$`));
    await expect(page.getByText('by Test curator')).toBeVisible();
  });
});

test('a viewer reads proposals and is told why nothing more', async ({ pageOf }) => {
  const page = await pageOf('viewer');
  await open(page, `${routes.proposals()}?state=rejected`);
  await expect(page.getByText('No proposal in this state')).toBeVisible();
  const screen = page.getByRole('button', { name: 'Screen candidates' });
  await expect(screen).toHaveAttribute('aria-disabled', 'true');
  await open(page, routes.proposal(999_999));
  await expect(page.getByRole('heading', { name: 'Nothing is stored under this address' })).toBeVisible();
});
