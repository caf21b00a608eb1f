import type { Page } from '@playwright/test';
import type { CandidateSummary } from '#lib/contract/candidates.ts';
import { routes } from '#lib/contract/routes.ts';
import { invariant } from '#lib/platform/errors.ts';
import type { GitServer } from '#lib/testing/git-server.ts';
import { open } from './support/open.ts';
import { expect, test } from './support/test.ts';

const PUSH_DEADLINE_MS = 30_000;

const editorOf = (page: Page) => page.getByRole('textbox', { name: 'The task as YAML' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Types at the end of the first line, which holds the id of the task. */
async function typeIntoId(page: Page, text: string): Promise<void> {
  await editorOf(page).click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('End');
  await page.keyboard.type(text);
}

function firstOf(found: readonly CandidateSummary[]): CandidateSummary {
  const [first] = found;
  invariant(first, 'the search found candidates');
  return first;
}

const branchesOf = (server: GitServer) =>
  server.git('for-each-ref', '--format=%(refname:short)', 'refs/heads/tidemark').split('\n').filter(Boolean);

test('a search by hand finds traces that were scored low, and what was private in them is gone', async ({
  pageOf,
  langfuse,
}) => {
  const { source } = await langfuse();
  const page = await pageOf('curator');
  await open(page, routes.candidates());
  await button(page, 'Search now').click();
  const dialog = page.getByRole('dialog', { name: 'Search for candidates' });
  await dialog.getByRole('combobox', { name: 'Langfuse project' }).click();
  await page.getByRole('option', { name: source.name }).click();
  await expect(dialog).toContainText('Traces that Review-E scored 0.6 or less.');
  await button(page, 'Search').click();
  await expect(dialog).toBeHidden();
  const scan = page.getByRole('table', { name: 'Searches for candidates, the newest first' });
  await expect(scan.getByRole('row').filter({ hasText: source.name })).toContainText('Finished');

  await open(page, `${routes.candidates()}?sourceId=${source.id}`);
  const table = page.getByRole('table', { name: 'Candidates, the lowest scores first' });
  await expect(table.getByRole('row')).toHaveCount(5);
  await table.getByRole('link', { name: /order 1000/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Candidate \d+$/);
  await expect(page.getByRole('region', { name: 'Taken out' })).toContainText('e-mail');
  expect(await page.content()).not.toContain('customer0@example.com');
});

test('a curator mends the task, approves, and its file is on a branch under their name', async ({
  page,
  pageOf,
  candidates,
}) => {
  const { server, found } = await candidates();
  const candidate = firstOf(found);
  const curator = await pageOf('curator');
  await open(curator, routes.candidate(candidate.id));
  await expect(curator.getByText('It is a valid task.')).toBeVisible();

  await test.step('what is wrong is marked while it is typed', async () => {
    await typeIntoId(curator, '/../up');
    await expect(curator.getByText(/^Line 1: /)).toBeVisible();
    await expect(curator.locator('.cm-lintRange-error')).not.toHaveCount(0);
    await expect(button(curator, 'Approve')).toHaveAttribute('aria-disabled', 'true');
    for (const _ of '/../up') await curator.keyboard.press('Backspace');
    await curator.keyboard.type('-mended');
    await expect(curator.getByText('It is a valid task.')).toBeVisible();
  });

  await test.step('another curator has it open too, and is about to reject it', async () => {
    await open(page, routes.candidate(candidate.id));
    await expect(editorOf(page)).toBeVisible();
    await button(page, 'Reject').click();
    await page.getByRole('textbox', { name: /^Reason/ }).fill('Too rare to matter');
  });

  const branch = await test.step('the exact change is shown before it is made', async () => {
    await button(curator, 'Approve').click();
    const dialog = curator.getByRole('dialog', { name: /^Put this task into/ });
    const shown = dialog.getByText(/^tidemark\/golden\//);
    await expect(shown).toHaveText(/-mended-\d+$/);
    await expect(dialog).toContainText('-mended.yaml');
    const name = await shown.innerText();
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await expect(dialog).toBeHidden();
    return name;
  });

  await test.step('the branch with the file is on the server, with its origin', async () => {
    const facts = curator.getByRole('region', { name: 'On its way into git' });
    await expect(facts).toContainText('Branch pushed', { timeout: PUSH_DEADLINE_MS });
    expect(branchesOf(server)).toEqual([branch]);
    const path = server.git('diff', '--name-only', `main...${branch}`);
    expect(path).toMatch(/^evals\/golden\/trace-[0-9a-f]+-mended\.yaml$/);
    const file = server.git('show', `${branch}:${path}`);
    expect(file).toContain(`traceId: ${candidate.traceId}`);
    expect(file).toContain('approvedBy: Test curator');
    expect(server.git('log', '-1', '--format=%an', branch)).toBe('Test curator');
  });

  await test.step('the other curator is told who was first', async () => {
    const dialog = page.getByRole('dialog', { name: 'Reject this candidate?' });
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await expect(dialog).toContainText('Test curator');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(page.getByText('Approved by Test curator as a task of support.')).toBeVisible();
    expect(branchesOf(server)).toEqual([branch]);
  });
});

test('the queue is worked through by keyboard: reject with a reason, and on to the next', async ({
  page,
  api,
  candidates,
}) => {
  const { found } = await candidates();
  const { id: candidateId } = firstOf(found);
  await open(page, routes.candidate(candidateId));
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys on this page' })).toContainText('Reject the candidate');
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog', { name: 'Reject this candidate?' });
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('Nobody asks this twice');
  for (const key of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(key);
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Rejected by Admin: Nobody asks this twice')).toBeVisible();
  const rejected = await api.call('getCandidate', { params: { candidateId } });
  expect(rejected).toMatchObject({ state: 'rejected', decisionReason: 'Nobody asks this twice' });
  await page.keyboard.press('n');
  await expect(page).not.toHaveURL(routes.candidate(candidateId));
  await expect(page).toHaveURL(/\/suites\/candidates\/\d+$/);
});

test('a server that refuses the push loses nothing: the approval waits, says why, and is tried again', async ({
  page,
  candidates,
}) => {
  const { server, found } = await candidates();
  server.refuse('the branch is frozen');
  await open(page, routes.candidate(firstOf(found).id));
  await expect(editorOf(page)).toBeVisible();
  await button(page, 'Approve').click();
  const dialog = page.getByRole('dialog', { name: /^Put this task into/ });
  await dialog.getByRole('button', { name: 'Approve' }).click();
  const facts = page.getByRole('region', { name: 'On its way into git' });
  await expect(facts).toContainText('the branch is frozen', { timeout: PUSH_DEADLINE_MS });
  await expect(facts).toContainText('the approval stands');
  expect(branchesOf(server)).toEqual([]);
  server.accept();
  await facts.getByRole('button', { name: 'Try again now' }).click();
  await expect(facts).toContainText('Branch pushed', { timeout: PUSH_DEADLINE_MS });
  expect(branchesOf(server)).toHaveLength(1);
});
