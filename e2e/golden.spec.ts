import { randomUUID } from 'node:crypto';
import { routes } from '#lib/contract/routes.ts';
import { breakPrompt, givenRepository } from './support/golden/given-repository.ts';
import { GOLDEN_MODEL, madeReport } from './support/golden/report.ts';
import { MADE_TASKS } from './support/golden/tasks.ts';
import { open } from './support/open.ts';
import { expect, test } from './support/test.ts';

const RUN_DEADLINE_MS = 45_000;

test('a pipeline posts its gate: verdict first, tasks by outcome, old and new answers side by side', async ({
  page,
  api,
}) => {
  const repository = `acme/posted-${randomUUID()}`;
  const report = madeReport({
    at: new Date(),
    outcomes: { 'refund-over-limit': 'regressed', 'address-change': 'flaky' },
  });
  const pullRequestUrl = 'https://github.com/acme/posted/pull/7';
  const body = { id: randomUUID(), repository, pullRequestUrl, report };
  const run = await api.call('postGoldenReport', { body });
  expect(await api.call('postGoldenReport', { body }), 'posted twice, stored once').toMatchObject({ id: run.id });

  await open(page, `${routes.prompt()}?repository=${encodeURIComponent(repository)}`);
  const row = page.getByRole('table', { name: 'Golden runs' }).getByRole('row').filter({ hasText: '#7' });
  await expect(row).toContainText('Must not ship');
  await expect(row).toContainText('1 regressed, 1 flaky, 6 pass');
  await page.getByRole('link', { name: `#${run.id} support` }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`support with ${GOLDEN_MODEL}`);
  await expect(page.getByText('1 of 8 tasks regressed: refund-over-limit.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Pull request #7' })).toHaveAttribute('href', pullRequestUrl);
  await page.getByRole('radiogroup', { name: 'Tasks shown' }).getByText('Regressed 1').click();
  await expect(page).toHaveURL(/\?show=regressed$/);
  const tasks = page.getByRole('table', { name: 'Tasks of this run' });
  await expect(tasks.getByRole('row')).toHaveCount(2);
  await tasks.getByRole('link', { name: /^Refuses a refund/ }).click();

  const drawer = page.getByRole('dialog', { name: /^Refuses a refund/ });
  await expect(drawer.getByText('Old prompt, attempt 1')).toBeVisible();
  await expect(drawer.getByText('New prompt, attempt 1')).toBeVisible();
  await expect(drawer.getByRole('table', { name: 'Checks of the two answers' })).toContainText('contains “approval”');
  await expect(drawer.getByText('<i>Policy</i> asks for approval')).toBeVisible();
  await drawer.getByRole('group', { name: 'New prompt' }).getByRole('radio', { name: 'Attempt 8: passed' }).check();
  await expect(drawer.getByText('New prompt, attempt 8')).toBeVisible();
  await expect(drawer.getByText('Identical, character for character.')).toBeVisible();
  await expect(page).toHaveURL(/\?show=regressed&task=refund-over-limit$/);
  await page.reload();
  await expect(drawer.getByText('Old prompt, attempt 1')).toBeVisible();
  await page.goBack();
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL(/\?show=regressed$/);
});

test('a report that contradicts itself is refused, and nothing of it is stored', async ({ api }) => {
  const repository = `acme/refused-${randomUUID()}`;
  const report = madeReport({
    at: new Date(),
    outcomes: { 'refund-over-limit': 'regressed' },
    over: { verdict: 'pass' },
  });
  expect(await api.status('postGoldenReport', { body: { id: randomUUID(), repository, report } })).toBe(422);
  expect((await api.call('listGoldenRuns', { query: { repository } })).items).toEqual([]);
});

test('a gate without baselines says which, and the command that mends it', async ({ page, golden }) => {
  const { missingRunId } = await golden();
  await open(page, routes.goldenRun(missingRunId));
  await expect(page.getByText(/^Missing baseline update/)).toBeVisible();
  const mend = page.getByRole('region', { name: 'How to mend it' });
  await expect(mend).toContainText('tidemark golden bless --agent support');
  await expect(mend.getByRole('button', { name: 'Copy' })).toBeVisible();
});

test('changes of the suite itself stand apart, for reviewers', async ({ page, golden }) => {
  const { failedRunId } = await golden();
  await open(page, routes.goldenRun(failedRunId));
  const changes = page.getByRole('region', { name: 'Changes of the suite itself' });
  await expect(changes.getByRole('listitem')).toHaveCount(2);
  await expect(changes).toContainText('Rubric: one item less.');
});

test('flickering tasks are ranked, and a task shows its nights, baselines and answers', async ({ page, golden }) => {
  const { repository } = await golden();
  await open(page, `${routes.goldenTasks()}?repository=${encodeURIComponent(repository)}`);
  const list = page.getByRole('table', { name: 'Golden tasks, the most flickering first' });
  await expect(list.getByRole('row').nth(1)).toContainText('Stays calm with an angry customer');
  await list.getByRole('link', { name: /^Stays calm/ }).click();

  await expect(page.getByText(/Passed every attempt in 80\s% of 25 nights, flickered in/).first()).toBeVisible();
  await expect(page.getByRole('list', { name: /^Nights of support/ }).getByRole('link')).toHaveCount(25);
  const baselines = page.getByRole('table', { name: 'Baselines by agent and model' });
  await expect(baselines.getByRole('row').filter({ hasText: 'demo-other' })).toContainText('Task edited since');
  await expect(page.getByRole('region', { name: 'Latest answers' })).toContainText('New prompt, attempt 1');
  await page.getByRole('button', { name: /^Show all/ }).click();
  await expect(page.getByRole('table', { name: 'Runs with this task, the newest first' }).getByRole('row')).toHaveCount(
    28,
  );
});

test('regressions by week have their numbers behind the chart', async ({ page, golden }) => {
  const { repository } = await golden();
  await open(page, `${routes.prompt()}?repository=${encodeURIComponent(repository)}`);
  await expect(page.getByText(/^This week: \d regressed tasks? in \d+ runs/)).toBeVisible();
  await page.getByRole('button', { name: 'How often do tasks regress? As a table' }).click();
  const numbers = page.getByRole('region', { name: 'Numbers: How often do tasks regress?' });
  await expect(numbers.getByRole('columnheader', { name: 'Regressed tasks' })).toBeVisible();
});

test('an incident of a prompt opens on the tasks that regressed', async ({ page, golden }) => {
  const { incidentId, repository } = await golden();
  await open(page, routes.incident(incidentId));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `support regressed with ${GOLDEN_MODEL} in ${repository}`,
  );
  const regressed = page.getByRole('region', { name: 'What regressed?' });
  await expect(regressed).toContainText('New prompt, attempt 1');
  await expect(page.getByRole('table', { name: /^Golden runs that saw/ }).getByRole('row')).toHaveCount(2);
});

test('a golden run by hand is estimated first, watched live, and says whether the prompt may ship', async ({
  page,
  api,
  gateway,
}) => {
  const name = `sample ${randomUUID()}`;
  const { server } = await givenRepository(api, gateway, name);
  // Some answers come at once and the others wait, so that the run stands midway until the page was seen to show it.
  await gateway.fault({ model: GOLDEN_MODEL, kind: 'slow', delayMs: 1, count: 12 });
  await gateway.fault({ model: GOLDEN_MODEL, kind: 'slow', delayMs: 6_000 });
  await open(page, routes.goldenTasks());
  await page.getByRole('listitem').filter({ hasText: name }).getByRole('button', { name: 'Run it' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start a golden run' });
  await expect(dialog.getByRole('combobox', { name: 'Repository' })).toHaveValue(name);
  await dialog.getByRole('combobox', { name: 'Agent' }).click();
  await page.getByRole('option', { name: 'support' }).click();
  await expect(dialog.getByRole('combobox', { name: 'Model' })).toHaveValue(GOLDEN_MODEL);
  const estimate = dialog.getByRole('region', { name: 'Estimate' });
  await expect(estimate).toContainText('if every task looks worse');
  await dialog.getByRole('button', { name: 'Start the run' }).click();

  await expect(page).toHaveURL(/\/prompt\/runs\/\d+$/);
  const progress = page.getByRole('progressbar', { name: 'Attempts made' });
  await expect(progress).toHaveAttribute('aria-valuetext', /[1-9]\d* of \d+ attempts made/);
  await gateway.clearFaults();
  await expect(page.getByText('May ship', { exact: true })).toBeVisible({ timeout: RUN_DEADLINE_MS });
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();
  server.remove();
});

test('a prompt that lost a rule must not ship, and the page says which task and why', async ({
  page,
  api,
  gateway,
}) => {
  const { repository, server } = await givenRepository(api, gateway, `broken ${randomUUID()}`);
  breakPrompt(server, 'edit');
  const body = { repositoryId: repository.id, agent: 'support', model: GOLDEN_MODEL, ref: 'edit', baseRef: 'main' };
  const run = await api.call('startGoldenRun', { body });
  await open(page, routes.goldenRun(run.id));
  await expect(page.getByText('Must not ship', { exact: true })).toBeVisible({ timeout: RUN_DEADLINE_MS });
  const row = page.getByRole('table', { name: 'Tasks of this run' }).getByRole('row').nth(1);
  await expect(row).toContainText('refund-over-limit');
  await expect(row).toContainText('Regressed');
  await row.getByRole('link').click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText('Old prompt, attempt 1')).toBeVisible();
  await expect(drawer.getByRole('table', { name: 'Checks of the two answers' })).toContainText('failed');
  server.remove();
});

test('a golden run is cancelled by hand, and what was stored stays', async ({ page, api, gateway }) => {
  const { repository, server } = await givenRepository(api, gateway, `cancelled ${randomUUID()}`);
  await gateway.fault({ model: GOLDEN_MODEL, kind: 'slow', delayMs: 60_000 });
  const body = { repositoryId: repository.id, agent: 'support', model: GOLDEN_MODEL };
  const run = await api.call('startGoldenRun', { body });
  await open(page, routes.goldenRun(run.id));
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the run' }).click();
  await expect(page.getByText(/^Cancelled with \d+ of \d+ attempts made/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();
  server.remove();
});

test('the keyboard alone goes from the list to a task of a run and back', async ({ page, golden }) => {
  const { repository, failedRunId } = await golden();
  await open(page, `${routes.prompt()}?repository=${encodeURIComponent(repository)}&trigger=ci`);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(routes.goldenRun(failedRunId));
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText(`Task 1 of ${MADE_TASKS.length}`);
  await page.keyboard.press('ArrowRight');
  await expect(drawer).toContainText(`Task 2 of ${MADE_TASKS.length}`);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
});

test('the pages of prompts are reached by key and by the palette', async ({ page }) => {
  await open(page, '/');
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(page).toHaveURL(routes.prompt());
  await expect(page.getByRole('link', { name: 'Prompt', exact: true })).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: /Search pages/ }).fill('golden suite');
  await page.getByRole('option', { name: 'Golden suite' }).click();
  await expect(page).toHaveURL(routes.goldenTasks());
});

test('who may not start a golden run is told so', async ({ pageOf, golden }) => {
  await golden();
  const page = await pageOf('viewer');
  await open(page, routes.prompt());
  await expect(page.getByRole('button', { name: 'Start a golden run' })).toHaveAttribute('aria-disabled', 'true');
});
