import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { routes } from '#lib/contract/routes.ts';
import { invariant } from '#lib/platform/errors.ts';
import { NOBODY } from './support/nobody.ts';
import { alive, open } from './support/open.ts';
import { OVERLAYS } from './support/overlays.ts';
import { pagesOf } from './support/pages.ts';
import { expect, test } from './support/test.ts';
import { SIZES, VIEWS, type View } from './support/views.ts';

/** Pages are looked at in parts, which the test processes share. */
const PARTS = 6;
const PART_TIMEOUT_MS = 240_000;

/** Checks what is shown in each view, and leaves a picture of it for people to look at. */
async function look(page: Page, name: string, views: readonly View[], fullPage = true): Promise<void> {
  for (const [width, colorScheme] of views) {
    await page.setViewportSize(SIZES[width]);
    await page.emulateMedia({ colorScheme });
    const as = `${name}, ${width}, ${colorScheme}`;
    await page.screenshot({
      path: `test-results/screenshots/${name}-${width}-${colorScheme}.png`,
      fullPage,
      animations: 'disabled',
    });
    expect.soft(await violationsOf(page), `accessibility: ${as}`).toEqual([]);
    const surplus = await page.evaluate(() => document.body.scrollWidth - document.documentElement.clientWidth);
    expect.soft(surplus, `pixels to scroll sideways: ${as}`).toBeLessThanOrEqual(0);
  }
}

async function violationsOf(page: Page): Promise<string[]> {
  // Its other mode opens a second page for frames, which the console has none of.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(inWords);
}

function inWords({ id, nodes }: { id: string; nodes: { html: string; failureSummary?: string }[] }): string {
  return `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join('; ')}`;
}

test.describe('pages', () => {
  test.describe.configure({ mode: 'parallel', timeout: PART_TIMEOUT_MS });
  for (let part = 0; part < PARTS; part++) {
    test(`are accessible and fit (${part + 1} of ${PARTS})`, async ({ page, api }) => {
      const pages = (await pagesOf(api)).filter((_, index) => index % PARTS === part);
      for (const { name, path } of pages) {
        await page.setViewportSize(SIZES.wide);
        await open(page, path);
        await expect(page.getByRole('complementary', { name: 'Demo' })).toBeVisible();
        await look(page, name, VIEWS);
      }
    });
  }

  test('of an endpoint with a long history are accessible and fit', async ({ page, history }) => {
    const { runId, incidentId, endpointId, confirmationId, promptId } = await history();
    const views = [
      ['history-run', routes.run(runId)],
      ['history-run-prompt', routes.runPrompt(runId, promptId)],
      ['history-confirmation', routes.run(confirmationId)],
      ['history-incident', routes.incident(incidentId)],
      ['history-endpoint', routes.endpoint(endpointId)],
    ] as const;
    for (const [name, path] of views) {
      await page.setViewportSize(SIZES.wide);
      await open(page, path);
      await look(page, name, VIEWS);
    }
  });

  test('of a golden suite with many nights are accessible and fit', async ({ page, golden }) => {
    const { failedRunId, missingRunId, incidentId, repository } = await golden();
    const views = [
      ['golden-runs', `${routes.prompt()}?repository=${encodeURIComponent(repository)}`],
      ['golden-run', routes.goldenRun(failedRunId)],
      ['golden-run-missing', routes.goldenRun(missingRunId)],
      ['golden-task', routes.goldenTask('angry-customer', repository)],
      ['golden-incident', routes.incident(incidentId)],
    ] as const;
    for (const [name, path] of views) {
      await page.setViewportSize(SIZES.wide);
      await open(page, path);
      await look(page, name, VIEWS);
    }
  });

  test('of candidates are accessible and fit', async ({ page, api, candidates }) => {
    const { found, source } = await candidates();
    const [first, second] = found;
    invariant(first && second, 'the search found candidates');
    const { revision } = await api.call('getCandidate', { params: { candidateId: second.id } });
    await api.call('approveCandidate', { params: { candidateId: second.id }, body: { revision } });
    const views = [
      ['candidates-waiting', `${routes.candidates()}?sourceId=${source.id}`],
      ['candidate', routes.candidate(first.id)],
      ['candidate-approved', routes.candidate(second.id)],
      ['git-repositories-read', routes.gitSettings()],
      ['langfuse-projects-searched', routes.langfuseSettings()],
    ] as const;
    for (const [name, path] of views) {
      await page.setViewportSize(SIZES.wide);
      await open(page, path);
      if (/^candidate(-|$)/.test(name)) {
        await expect(page.getByRole('textbox', { name: 'The task as YAML' })).toBeVisible();
      }
      await look(page, name, VIEWS);
    }
  });

  test.describe('before signing in', () => {
    test.use({ storageState: NOBODY });

    test('are accessible and fit', async ({ page }) => {
      await open(page, '/sign-in');
      await look(page, 'sign-in', VIEWS);
    });
  });
});

const OVERLAY_TIMEOUT_MS = 60_000;

test.describe('what opens over a page', () => {
  test.describe.configure({ mode: 'parallel', timeout: OVERLAY_TIMEOUT_MS });
  for (const { name, show, only } of OVERLAYS) {
    test(`is accessible and fits: ${name}`, async ({ page, api, gateway, history, golden, candidates }) => {
      const shown = VIEWS.filter(([width]) => only === undefined || width === only);
      if (only === 'narrow') await page.setViewportSize(SIZES.narrow);
      await show({ page, api, gateway, history, golden, candidates });
      await expect(
        page.locator('[role="dialog"], [role="menu"], [role="listbox"]').filter({ visible: true }),
      ).not.toHaveCount(0);
      await look(page, name, shown, false);
    });
  }
});

test('on a narrow screen the navigation is behind one button', async ({ page }) => {
  await page.setViewportSize(SIZES.narrow);
  await open(page, '/');
  await page.getByRole('button', { name: 'Open the navigation' }).click();
  const drawer = page.getByRole('dialog', { name: 'Navigation' });
  await drawer.getByRole('link', { name: 'Runs' }).click();
  await expect(page).toHaveURL('/runs');
  await expect(drawer).toBeHidden();
  await alive(page);
});

test('who asks for less motion sees no colour fade', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '/incidents');
  const fading = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .map((element) => getComputedStyle(element))
      .filter((style) => style.transitionProperty !== 'opacity, transform' || style.transitionDuration !== '1e-05s')
      .map((style) => `${style.transitionProperty} ${style.transitionDuration}`),
  );
  expect(fading).toEqual([]);
});
