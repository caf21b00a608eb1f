import { SEVERITY_RULES } from '#lib/policy/severity.ts';
import { givenIncident, givenRun } from './support/given.ts';
import { open } from './support/open.ts';
import { expect, test } from './support/test.ts';

test('an incident says what moved, why it counts and how urgent it is', async ({ page, api, gateway }) => {
  const { incidentId } = await givenIncident(api, gateway, 'evidence');
  await open(page, `/incidents/${incidentId}`);
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText(/\d+ of 20 prompts answer differently than in any baseline repetition/);
  await expect(verdict).toContainText('P2');
  await expect(verdict).toContainText(`Decided by: ${SEVERITY_RULES.model_drift.rule}`);
  const { latestRun } = await api.call('getIncident', { params: { incidentId } });
  const [signal] = latestRun?.signals ?? [];
  expect(signal?.fired).toBe(true);
  const share = `${Math.round((signal?.value ?? 0) * 100)} %`;
  await expect(verdict).toContainText(share);
  await expect(verdict).toContainText('30 %');

  const moved = page.getByRole('region', { name: 'What moved' });
  await moved.getByRole('button', { name: /structure:log-level/ }).click();
  const answers = moved.getByRole('region', { name: /structure:log-level/ });
  await expect(answers).toContainText('```json');
  await expect(answers).toContainText('Baseline');
  await expect(answers).toContainText('New');
  await expect(answers).toContainText('"level"');
  await expect(page.getByRole('region', { name: 'Next steps' })).toContainText('Read');
});

test('an incident is taken, talked about, closed with a reason and opened again', async ({ page, api, gateway }) => {
  const { incidentId } = await givenIncident(api, gateway, 'life cycle');
  await open(page, `/incidents/${incidentId}`);
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await expect(timeline).toContainText('Tidemark opened the incident');

  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(timeline).toContainText('Admin acknowledged it');
  await expect(page.getByRole('button', { name: 'Acknowledge' })).toBeHidden();

  await page.getByRole('button', { name: 'Assign' }).click();
  await page.getByRole('menuitem', { name: 'Take it yourself' }).click();
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText('Admin');

  const remark = 'Asked the provider. <b>Not</b> markup: "quoted" & kept';
  await timeline.getByRole('textbox').fill(remark);
  await timeline.getByRole('button', { name: 'Comment' }).click();
  await expect(timeline.getByText(remark)).toBeVisible();
  await expect(timeline.getByRole('textbox')).toHaveValue('');

  await page.getByRole('button', { name: 'Resolve' }).click();
  const dialog = page.getByRole('dialog', { name: 'Resolve the incident' });
  await expect(dialog.getByRole('button', { name: 'Resolve' })).toBeDisabled();
  await dialog.getByRole('radio', { name: 'Provider change' }).check();
  await dialog.getByLabel('What did you find?').fill('The provider announced it a day later.');
  await dialog.getByRole('button', { name: 'Resolve' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('The provider announced it a day later.');
  expect(await api.call('getIncident', { params: { incidentId } })).toMatchObject({
    status: 'resolved',
    resolution: 'provider_change',
    assignee: { name: 'Admin' },
  });

  await page.getByRole('button', { name: 'Open again' }).click();
  await expect(timeline).toContainText('Admin opened it again');
  await expect(page.getByRole('button', { name: 'Resolve' })).toBeVisible();
});

test('the same drift the next night adds to the open incident', async ({ page, api, gateway }) => {
  const { incidentId, endpoint } = await givenIncident(api, gateway, 'second night');
  const { id } = await givenRun(api, { endpointId: endpoint.id });
  await open(page, `/incidents/${incidentId}`);
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText(`saw the drift again in run ${id}`);
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText('2 times in all');
});
