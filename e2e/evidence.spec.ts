import { routes } from '#lib/contract/routes.ts';
import { open } from './support/open.ts';
import { expect, test } from './support/test.ts';

test('a run says which signals fired, which prompts moved them, and whether it is real', async ({ page, history }) => {
  const { runId, confirmationId, promptId } = await history();
  await open(page, routes.run(runId));

  const real = page.getByRole('region', { name: 'Is it real?' });
  await expect(real.getByRole('link', { name: `Run ${confirmationId}` })).toBeVisible();
  await expect(real).toContainText('The evidence over the nights is over the alarm level.');
  await expect(page.getByText('What limits this judgement')).toBeVisible();

  const before = page.getByRole('region', { name: 'The nights before' });
  await expect(before.getByRole('img', { name: /nights measured, over the limit in/ })).toBeVisible();
  await expect(before.getByRole('img', { name: /over the alarm level/ })).toBeVisible();

  const signals = page.getByRole('region', { name: 'Signals' });
  const refusals = signals.getByRole('row', { name: /^Refusals/ });
  await expect(refusals).toContainText('Fired');
  await expect(refusals.getByRole('img', { name: /Refusals: 25.%, noise .+, threshold 10.%/ })).toBeVisible();
  await expect(signals.getByRole('row', { name: /^Spread/ })).toBeHidden();
  await signals.getByRole('button', { name: /further signals, none of which fired/ }).click();
  await expect(signals.getByRole('row', { name: /^Spread/ })).toContainText('asked for once');
  await expect(page).toHaveURL(/signals=all/);

  await refusals.getByRole('button', { name: 'Refusals' }).click();
  const why = page.getByRole('dialog', { name: /Refusals/ });
  for (const fact of ['Formula', 'Threshold', 'Noise', 'Source']) await expect(why).toContainText(fact);
  await page.keyboard.press('Escape');

  await page.getByRole('region', { name: 'Prompts' }).getByRole('link', { name: 'reasoning:night-jobs' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /reasoning:night-jobs: Answers that differ moved/ })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /reasoning:night-jobs: Meaning moved/ })).toBeFocused();
  await page.keyboard.press('Enter');
  const prompt = page.getByRole('dialog', { name: /reasoning:night-jobs/ });
  await expect(page).toHaveURL(new RegExp(`prompt=${promptId}`));
  await expect(prompt).toContainText('Let us work through it step by step.');
  await expect(prompt.getByRole('region', { name: 'Judge' })).toContainText('whichever is shown first');
});

test('an incident says which sentences changed; its behaviour is accepted while it is resolved', async ({
  page,
  history,
  api,
}) => {
  const { incidentId, endpointId, runId } = await history();
  await open(page, routes.incident(incidentId));
  await expect(page.getByRole('region', { name: 'Which signals fired?' })).toContainText('Meaning');
  const sentences = page.getByRole('region', { name: 'Which sentences?' });
  await expect(sentences.getByRole('article')).toHaveCount(3);
  await expect(sentences).toContainText('I can’t help with deleting production resources.');
  await expect(sentences.locator('ins').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Runs that saw it' })).toContainText(`#${runId}`);

  await page.getByRole('button', { name: 'Resolve' }).click();
  const dialog = page.getByRole('dialog', { name: 'Resolve the incident' });
  const offer = dialog.getByRole('checkbox', { name: 'Also accept this behaviour' });
  await dialog.getByRole('radio', { name: 'Fixed' }).check();
  await expect(offer).toBeHidden();
  await dialog.getByRole('radio', { name: 'Provider change' }).check();
  await offer.check();
  await expect(dialog).toContainText('become the baseline at once');
  await dialog.getByLabel('What did you find?').fill('The provider announced the new build.');
  await dialog.getByRole('button', { name: 'Resolve' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('Accepted as the new baseline');

  const { items } = await api.call('listBaselines', { params: { endpointId } });
  expect(items[0]).toMatchObject({ state: 'ready', reason: 'The provider announced the new build.' });
  await open(page, routes.endpoint(endpointId));
  const baselines = page.getByRole('region', { name: 'Baselines' });
  await expect(baselines).toContainText('It holds 3 repetitions of each prompt');
  await expect(baselines.getByRole('row', { name: /Replaced/ }).first()).toContainText('was accepted');
});

test('an endpoint shows its nights as charts with their numbers behind them', async ({ page, history }) => {
  const { endpointId, runId } = await history();
  await open(page, routes.endpoint(endpointId));
  const delta = page.getByRole('figure', { name: /^Do the answers differ/ });
  await expect(delta.getByRole('img').first()).toHaveAccessibleName(/39 nights measured, over the limit in 2/);
  const evidence = page.getByRole('figure', { name: 'How much evidence of a change has gathered?' });
  await expect(evidence.getByRole('img').first()).toHaveAccessibleName(/over the alarm level/);
  await expect(
    page.getByRole('figure', { name: 'Who says it answered?' }).getByRole('img').first(),
  ).toHaveAccessibleName(/atlas-large-2026-04-30/);
  await delta.getByRole('button', { name: /As a table/ }).click();
  await expect(delta.getByRole('row')).toHaveCount(41);
  await expect(delta.getByRole('link').first()).toHaveAttribute('href', routes.run(runId));

  await page.getByText('30 nights', { exact: true }).click();
  await expect(page).toHaveURL(/nights=30/);
  await expect(delta.getByRole('row')).toHaveCount(31);
  await page.reload();
  await expect(delta.getByRole('img').first()).toHaveAccessibleName(/29 nights measured/);
  await expect(page.getByRole('region', { name: 'Can alarms be trusted here?' })).toContainText('7 of 1,000 trials');
});

test('a viewer reads the evidence but accepts nothing', async ({ pageOf, history }) => {
  const { runId } = await history();
  const page = await pageOf('viewer');
  await open(page, routes.run(runId));
  await expect(page.getByRole('region', { name: 'Signals' })).toContainText('Fired');
  const accept = page.getByRole('button', { name: 'Accept as baseline' });
  await expect(accept).toHaveAttribute('aria-disabled', 'true');
  await accept.focus();
  await expect(page.getByRole('tooltip', { name: /Needs the operator role/ })).toBeVisible();
});
