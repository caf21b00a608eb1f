import type { Page } from '@playwright/test';
import { DEMO_FORGE_TOKEN, startDemoForge } from '#demo/forge/server.ts';
import type { CandidateSummary } from '#lib/contract/candidates.ts';
import { routes } from '#lib/contract/routes.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { createDb, databaseUrl } from '#lib/platform/db.ts';
import { invariant } from '#lib/platform/errors.ts';
import type { GitServer } from '#lib/testing/git-server.ts';
import { apiOf } from './support/api.ts';
import { searched } from './support/golden/given-candidates.ts';
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

/** Has the worker look after pull requests now, which it does every few minutes. */
async function followNow(): Promise<void> {
  const db = createDb(databaseUrl(), 1);
  await enqueue(db, 'candidates.follow', { _cron: { ts: new Date().toISOString() } }, { key: 'follow now' });
  await db.$disconnect();
}

/** Clicks approve, and once more where the change is shown; goes back to what was approved. */
async function approve(page: Page, candidateId: number): Promise<void> {
  await open(page, routes.candidate(candidateId));
  await expect(editorOf(page)).toBeVisible();
  await button(page, 'Approve').click();
  const dialog = page.getByRole('dialog', { name: /^Put this task into/ });
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await expect(dialog).toBeHidden();
  await open(page, routes.candidate(candidateId));
}

const branchesOf = (server: GitServer) =>
  server.git('for-each-ref', '--format=%(refname:short)', 'refs/heads/tidemark').split('\n').filter(Boolean);

test('a search by hand finds traces that were scored low, and what was private in them is gone', async ({
  pageOf,
  langfuse,
}) => {
  const { source } = await langfuse();
  const page = await pageOf('curator');
  await open(page, `${routes.candidates()}?sourceId=${source.id}`);
  await button(page, 'Search now').click();
  const dialog = page.getByRole('dialog', { name: 'Search for candidates' });
  await dialog.getByRole('combobox', { name: 'Langfuse project' }).click();
  await page.getByRole('option', { name: source.name }).click();
  await expect(dialog).toContainText('Traces that Review-E scored 0.6 or less.');
  await button(page, 'Search').click();
  await expect(dialog).toBeHidden();
  const scan = page.getByRole('table', { name: 'Searches for candidates, the newest first' });
  await expect(scan.getByRole('row').filter({ hasText: source.name })).toContainText('Finished');

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
    await open(curator, routes.candidate(candidate.id));
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
  const help = page.getByRole('dialog', { name: 'Keys on this page' });
  for (const does of ['Next', 'Previous', 'Approve', 'Reject', 'Edit', 'Merge', 'Try']) {
    await expect(help).toContainText(new RegExp(`${does} (the |it |candidate)`));
  }
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();

  await test.step('an edit is stored when the curator goes on, and nothing is lost', async () => {
    await expect(editorOf(page)).toBeVisible();
    await page.keyboard.press('e');
    await expect(editorOf(page)).toBeFocused();
    await page.keyboard.type('# Asked before.\n');
    await page.keyboard.press('Escape');
    await expect(editorOf(page)).not.toBeFocused();
    await expect(page.getByText(/^\d+ of \d+ waiting$/)).toBeVisible();
    await page.keyboard.press('n');
    await expect(page).not.toHaveURL(routes.candidate(candidateId));
    await expect(page.getByText(`Your edit of candidate ${candidateId} is stored`)).toBeVisible();
    await page.goBack();
    await expect(editorOf(page)).toContainText('# Asked before.');
    await expect(page.getByText(/Last edited by Admin/)).toBeVisible();
  });

  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog', { name: 'Reject this candidate?' });
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('Nobody asks this twice');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(dialog).toBeHidden();
  await expect(page).not.toHaveURL(routes.candidate(candidateId));
  await expect(page).toHaveURL(/\/suites\/candidates\/\d+$/);
  await expect(page.getByRole('link', { name: `Back to candidate ${candidateId}` })).toBeVisible();
  await expect(page.getByText(/^\d+ of \d+ waiting$/)).toBeVisible();
  await page.keyboard.press('p');
  await expect(page).toHaveURL(routes.candidate(candidateId));
  await expect(page.getByText('Rejected by Admin: Nobody asks this twice')).toBeVisible();
  const rejected = await api.call('getCandidate', { params: { candidateId } });
  expect(rejected).toMatchObject({ state: 'rejected', decisionReason: 'Nobody asks this twice' });

  await test.step('what was rejected by mistake is taken back', async () => {
    await button(page, 'Back to the queue').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
    await expect(page.getByText(/Nobody has decided yet\.$/)).toBeVisible();
    await expect(button(page, 'Reject')).toBeVisible();
    expect(await api.call('getCandidate', { params: { candidateId } })).toMatchObject({ state: 'pending' });
  });
});

test('a server that refuses the push loses nothing: the approval waits, says why, and is tried again', async ({
  page,
  candidates,
}) => {
  const { server, found } = await candidates();
  server.refuse('the branch is frozen');
  await approve(page, firstOf(found).id);
  const facts = page.getByRole('region', { name: 'On its way into git' });
  await expect(facts).toContainText('the branch is frozen', { timeout: PUSH_DEADLINE_MS });
  await expect(facts).toContainText('the approval stands');
  expect(branchesOf(server)).toEqual([]);
  server.accept();
  await facts.getByRole('button', { name: 'Try again now' }).click();
  await expect(facts).toContainText('Branch pushed', { timeout: PUSH_DEADLINE_MS });
  expect(branchesOf(server)).toHaveLength(1);
});

test('an approved candidate follows its pull request, and says what became of it', async ({
  page,
  api,
  candidates,
}) => {
  const { found, source } = await candidates();
  await using until = new AsyncDisposableStack();
  const forge = until.adopt(await startDemoForge(), (started) => started.close());
  await api.call('updateRepository', {
    params: { repositoryId: source.repository.id },
    body: { forge: 'gitea', forgeUrl: forge.url, forgeProject: 'acme/agents', token: DEMO_FORGE_TOKEN },
  });
  const candidate = firstOf(found);
  await approve(page, candidate.id);
  const facts = page.getByRole('region', { name: 'On its way into git' });
  await expect(facts).toContainText('Pull request open', { timeout: PUSH_DEADLINE_MS });
  const [pull] = forge.project('acme/agents').pullRequests;
  invariant(pull, 'the pull request is open');
  await expect(facts.getByRole('link', { name: `#${pull.number}` })).toHaveAttribute('href', new RegExp(forge.url));
  pull.state = 'closed';
  await button(page, 'Look now').click();
  await expect(facts).toContainText('Pull request closed');
  await button(page, 'Look now').click();
  await expect(page.getByText(/looked at just now; ask again in \d+ s/)).toBeVisible();
  pull.state = 'merged';
  await followNow();
  await expect(facts).toContainText('In the suite', { timeout: PUSH_DEADLINE_MS });
  await open(page, `${routes.candidates()}?state=approved&sourceId=${source.id}`);
  await expect(page.getByRole('row').nth(1)).toContainText('In the suite');
});

test('what was closed goes back into the queue, and from there to a branch and a pull request of its own', async ({
  page,
  api,
  candidates,
}) => {
  const { server, found, source } = await candidates();
  await using until = new AsyncDisposableStack();
  const forge = until.adopt(await startDemoForge(), (started) => started.close());
  await api.call('updateRepository', {
    params: { repositoryId: source.repository.id },
    body: { forge: 'gitea', forgeUrl: forge.url, forgeProject: 'acme/agents', token: DEMO_FORGE_TOKEN },
  });
  const { id } = firstOf(found);
  const { pullRequests } = forge.project('acme/agents');
  const facts = page.getByRole('region', { name: 'On its way into git' });
  await approve(page, id);
  await expect(facts).toContainText('Pull request open', { timeout: PUSH_DEADLINE_MS });
  for (const pull of pullRequests) pull.state = 'closed';
  await button(page, 'Look now').click();
  await expect(page.getByText(/It was closed without being merged/)).toBeVisible();
  await button(page, 'Back to the queue').click();
  const dialog = page.getByRole('dialog', { name: 'Take this candidate back into the queue?' });
  await dialog.getByRole('textbox').fill('The title was wrong');
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await expect(facts).toBeHidden();
  await typeIntoId(page, '-again');
  await expect(page.getByText('It is a valid task.')).toBeVisible();
  await approve(page, id);
  await expect(facts).toContainText('Pull request open', { timeout: PUSH_DEADLINE_MS });
  expect(branchesOf(server)).toHaveLength(2);
  expect(pullRequests.map(({ state }) => state)).toEqual(['closed', 'open']);
});

test('a candidate is merged into a task that is there already', async ({ page, candidates }) => {
  const { server, found } = await candidates();
  const { id } = firstOf(found);
  await open(page, routes.candidate(id));
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog', { name: 'Merge into an existing task' });
  await dialog.getByRole('combobox', { name: 'Task', exact: true }).fill('refund-over');
  await page.getByRole('option', { name: /^refund-over-limit / }).click();
  const file = dialog.getByRole('textbox', { name: 'The task refund-over-limit as YAML' });
  await file.click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('nothing: known\n');
  await expect(dialog.getByText(/^Line 1: /)).toBeVisible();
  for (const _ of 'nothing: known\n') await page.keyboard.press('Backspace');
  await page.keyboard.type('# Learned from a trace.\n');
  await expect(dialog.getByText('It is a valid task.')).toBeVisible();
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('The same question');
  await dialog.getByRole('button', { name: 'Merge' }).click();
  await expect(dialog).toBeHidden();
  await open(page, routes.candidate(id));
  await expect(page.getByText('Merged into refund-over-limit by Admin: The same question')).toBeVisible();
  const facts = page.getByRole('region', { name: 'On its way into git' });
  await expect(facts).toContainText('Branch pushed', { timeout: PUSH_DEADLINE_MS });
  const [branch] = branchesOf(server);
  expect(server.git('diff', '--name-only', `main...${branch}`)).toBe('evals/golden/refund-over-limit.yaml');
  expect(server.git('show', `${branch}:evals/golden/refund-over-limit.yaml`)).toContain('# Learned from a trace.');
});

test('a search that takes long is shown as it goes and cancelled by hand', async ({ page, langfuse }) => {
  const { source, langfuse: server } = await langfuse();
  server.fault({ path: '/v2/observations', fault: { kind: 'silent' } });
  await open(page, `${routes.candidates()}?sourceId=${source.id}`);
  await button(page, 'Search now').click();
  const dialog = page.getByRole('dialog', { name: 'Search for candidates' });
  await dialog.getByRole('combobox', { name: 'Langfuse project' }).click();
  await page.getByRole('option', { name: source.name }).click();
  await dialog.getByRole('button', { name: 'Search' }).click();
  const scan = page.getByRole('table', { name: 'Searches for candidates, the newest first' });
  const row = scan.getByRole('row').filter({ hasText: source.name });
  await expect(row).toContainText('Searching');
  await row.getByRole('button', { name: 'Cancel' }).click();
  await expect(row).toContainText('Cancelled');
  await expect(row.getByRole('button', { name: 'Cancel' })).toBeHidden();
});

test('whatever a trace holds is drawn as text, and no more of it than a person can read', async ({
  page,
  api,
  langfuse,
}) => {
  const { source, langfuse: server } = await langfuse();
  const [trace, tooLarge] = server.project.traces.values();
  invariant(trace && tooLarge, 'the project has traces');
  tooLarge.output = 'x'.repeat(5_000_000);
  trace.input = `<img src="/no-such-picture" onerror="document.title='taken over'">\u0007\u001b[31m\u202eback`;
  trace.output = `<script>document.title='taken over'</script>${'long '.repeat(200_000)}`;
  const [candidate] = (await searched(api, source.id)).filter(({ traceId }) => traceId === trace.id);
  invariant(candidate, 'the trace is a candidate');
  await open(page, routes.candidate(candidate.id));
  const asked = page.getByRole('region', { name: 'Asked' });
  await expect(asked).toContainText('<img src="/no-such-picture"');
  for (const symbol of ['BEL', 'ESC', 'RLO']) await expect(asked.getByText(symbol, { exact: true })).toBeVisible();
  const answered = page.getByRole('region', { name: 'Answered badly' });
  await expect(answered).toContainText("<script>document.title='taken over'</script>long");
  await expect(answered).toContainText(/\[cut: \d+ more characters\]$/);
  await expect(editorOf(page)).toBeVisible();
  await expect(page.getByText('It is a valid task.')).toBeVisible();
  await expect(page.locator('main img, main script')).toHaveCount(0);
  await expect(page).toHaveTitle(/Candidate/);

  await open(page, `${routes.candidates()}?sourceId=${source.id}`);
  const scan = page.getByRole('table', { name: 'Searches for candidates, the newest first' });
  await expect(scan.getByRole('row').filter({ hasText: source.name })).toContainText(
    `Left out: 1 × the answer is larger than 4 MB (trace ${tooLarge.id}).`,
  );
});

test('a viewer reads a candidate and decides nothing', async ({ pageOf, candidates }) => {
  const { found } = await candidates();
  const { id: candidateId, revision } = { ...firstOf(found), revision: 0 };
  const page = await pageOf('viewer');
  await open(page, routes.candidate(candidateId));
  await expect(editorOf(page)).toHaveAttribute('aria-readonly', 'true');
  for (const name of ['Try it', 'Merge', 'Reject', 'Approve']) {
    await expect(button(page, name)).toHaveAttribute('aria-disabled', 'true');
  }
  await button(page, 'Approve').hover();
  await expect(page.getByRole('tooltip')).toContainText('curator');
  for (const key of ['a', 'x', 'm', 't']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const viewer = apiOf(page.request);
  const params = { candidateId };
  expect(await viewer.status('approveCandidate', { params, body: { revision } })).toBe(403);
  expect(await viewer.status('rejectCandidate', { params, body: { reason: 'no reason', revision } })).toBe(403);
});
