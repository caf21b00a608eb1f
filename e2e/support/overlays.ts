import type { Page } from '@playwright/test';
import { routes } from '#lib/contract/routes.ts';
import { invariant } from '#lib/platform/errors.ts';
import type { Api } from './api.ts';
import type { TestGateway } from './gateway.ts';
import { givenBaseline, givenEndpoint, givenGateway, givenIncident, givenRun, MODEL } from './given.ts';
import type { MadeCandidates } from './golden/given-candidates.ts';
import type { MadeGolden } from './golden/given-golden.ts';
import type { MadeHistory } from './history/given-history.ts';
import { open } from './open.ts';
import { expect } from './test.ts';

interface World {
  page: Page;
  api: Api;
  gateway: TestGateway;
  history: () => Promise<MadeHistory>;
  golden: () => Promise<MadeGolden>;
  candidates: () => Promise<MadeCandidates>;
}

interface Overlay {
  /** Also the name of its screenshots. */
  name: string;
  show: (world: World) => Promise<void>;
  /** It stands on wide screens, or on narrow ones, alone. */
  only?: 'wide' | 'narrow';
}

type Step = (page: Page) => Promise<unknown>;

/** Opens a page and takes the steps that bring the overlay up. */
const over =
  (path: string, ...steps: Step[]) =>
  async ({ page }: World) => {
    await open(page, path);
    for (const step of steps) await step(page);
  };

const press =
  (name: string | RegExp): Step =>
  (page) =>
    page.getByRole('button', { name }).first().click();

const pressIn =
  (row: string | RegExp, name: string): Step =>
  (page) =>
    page.getByRole('row', { name: row }).first().getByRole('button', { name }).click();

const pressInDialog =
  (name: string): Step =>
  (page) =>
    page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

const keys =
  (...pressed: string[]): Step =>
  async (page) => {
    for (const key of pressed) await page.keyboard.press(key);
  };

const fill =
  (name: RegExp, text: string): Step =>
  (page) =>
    page.getByRole('dialog').getByRole('textbox', { name }).fill(text);

/** Opens a candidate of the world's own and takes the steps. */
const overCandidate =
  (...steps: Step[]) =>
  async (world: World) => {
    const [first] = (await world.candidates()).found;
    invariant(first, 'the search found candidates');
    await over(routes.candidate(first.id), text('It is a valid task.'), ...steps)(world);
  };

const text =
  (shown: string | RegExp): Step =>
  (page) =>
    expect(page.getByText(shown).first()).toBeVisible();

/** Everything that opens over a page: dialogs, drawers, menus and lists. */
export const OVERLAYS: readonly Overlay[] = [
  {
    name: 'palette',
    show: over('/', keys('ControlOrMeta+k'), async (page) => {
      await page.getByRole('combobox', { name: /Search pages/ }).fill('demo');
      await expect(page.getByRole('option', { name: /demo-steady/ }).first()).toBeVisible();
    }),
  },
  { name: 'navigation', show: over('/', press('Open the navigation')), only: 'narrow' },
  { name: 'account-menu', show: over('/', press(/^A Admin|Admin Admin/)), only: 'wide' },
  { name: 'keys', show: over('/incidents', keys('?')) },
  {
    name: 'severity-list',
    show: over('/incidents', (page) => page.getByRole('combobox', { name: 'Severity' }).click()),
  },
  { name: 'resolve', show: over('/incidents', keys('j', 'r')) },
  {
    name: 'incident-owners',
    show: async (world) => {
      const { incidentId } = await givenIncident(world.api, world.gateway, 'owners');
      await over(routes.incident(incidentId), press('Assign'))(world);
    },
  },
  {
    name: 'resolve-accept',
    show: async (world) => {
      const { incidentId } = await world.history();
      await over(
        routes.incident(incidentId),
        press('Resolve'),
        (page) => page.getByRole('radio', { name: 'Provider change' }).check(),
        (page) => page.getByRole('checkbox', { name: 'Also accept this behaviour' }).check(),
      )(world);
    },
  },
  {
    name: 'accept-behaviour',
    show: async (world) => over(routes.run((await world.history()).runId), press('Accept as baseline'))(world),
  },
  {
    name: 'signal-why',
    show: async (world) => over(routes.run((await world.history()).runId), press('Refusals'))(world),
  },
  {
    name: 'golden-task',
    show: async (world) => {
      const { failedRunId } = await world.golden();
      await over(routes.goldenRunTask(failedRunId, 'refund-over-limit'), text('New prompt, attempt 1'))(world);
    },
  },
  {
    name: 'golden-why',
    show: async (world) => over(routes.goldenRun((await world.golden()).failedRunId), press('Regressed'))(world),
  },
  {
    name: 'start-golden-run',
    show: async (world) => {
      await world.golden();
      await over(routes.prompt(), press('Start a golden run'), (page) =>
        expect(page.getByRole('dialog').getByRole('region', { name: 'Estimate' })).toBeVisible(),
      )(world);
    },
  },
  { name: 'candidate-approve', show: overCandidate(press('Approve'), text('File')) },
  { name: 'candidate-reject', show: overCandidate(keys('x')) },
  {
    name: 'candidate-merge',
    show: overCandidate(
      press('Merge'),
      (page) => page.getByRole('combobox', { name: 'Task', exact: true }).fill('refund-over'),
      (page) => page.getByRole('option', { name: /^refund-over-limit / }).click(),
      (page) => expect(page.getByRole('textbox', { name: 'The task refund-over-limit as YAML' })).toBeVisible(),
    ),
  },
  {
    name: 'candidate-merge-tasks',
    show: overCandidate(
      press('Merge'),
      (page) => page.getByRole('combobox', { name: 'Task', exact: true }).fill('refund'),
      (page) => expect(page.getByRole('option', { name: /^refund-over-limit / })).toBeVisible(),
    ),
  },
  { name: 'candidate-try', show: overCandidate(press('Try it'), text('Calls at most')) },
  {
    name: 'candidate-tried',
    show: overCandidate(press('Try it'), text('Calls at most'), pressInDialog('Try it'), text('Answer of the trace')),
  },
  {
    name: 'start-scan',
    show: async (world) => {
      await world.candidates();
      await over(routes.candidates(), press('Search now'))(world);
    },
  },
  { name: 'repository-add', show: over(routes.gitSettings(), press('Add a repository')) },
  {
    name: 'repository-add-refused',
    show: over(routes.gitSettings(), press('Add a repository'), press('Add the repository')),
  },
  {
    name: 'repository-test',
    show: async (world) => {
      const { source } = await world.candidates();
      const ready = text('The repository is ready.');
      await over(routes.gitSettings(), pressIn(source.repository.name, 'Test'), pressInDialog('Test'), ready)(world);
    },
  },
  {
    name: 'repository-remove',
    show: async (world) => {
      const { source } = await world.candidates();
      await over(routes.gitSettings(), pressIn(source.repository.name, 'Remove'))(world);
    },
  },
  { name: 'langfuse-add', show: over(routes.langfuseSettings(), press('Add a project')) },
  {
    name: 'langfuse-edit',
    show: async (world) => {
      const { source } = await world.candidates();
      await over(routes.langfuseSettings(), pressIn(source.name, 'Edit'))(world);
    },
  },
  {
    name: 'langfuse-test',
    show: async (world) => {
      const { source } = await world.candidates();
      const ready = text('The project can be searched.');
      await over(routes.langfuseSettings(), pressIn(source.name, 'Test'), pressInDialog('Test'), ready)(world);
    },
  },
  { name: 'cluster-add', show: over(routes.clusterSettings(), press('Add a cluster')) },
  {
    name: 'cluster-add-refused',
    show: over(routes.clusterSettings(), press('Add a cluster'), press('Add the cluster')),
  },
  { name: 'cluster-edit', show: over(routes.clusterSettings(), press('Edit')) },
  { name: 'cluster-notifications', show: over(routes.clusterSettings(), press('Notifications')) },
  { name: 'cluster-remove', show: over(routes.clusterSettings(), press('Remove')) },
  { name: 'git-source-add', show: over(routes.gitSourceSettings(), press('Add a git source')) },
  { name: 'git-source-edit', show: over(routes.gitSourceSettings(), press('Edit')) },
  { name: 'tier-add', show: over(routes.tierSettings(), press('Add a policy')) },
  { name: 'tier-remove', show: over(routes.tierSettings(), press('Remove')) },
  { name: 'start-run', show: over('/runs', press('Start a run')) },
  {
    name: 'cancel-run',
    show: async (world) => {
      const { id: endpointId } = await givenBaseline(world.api, world.gateway, 'to cancel');
      await world.gateway.fault({ model: MODEL, kind: 'slow', delayMs: 60_000 });
      const { id } = await world.api.call('startRun', { body: { endpointId } });
      await over(routes.run(id), press('Cancel run'))(world);
    },
  },
  {
    name: 'run-prompt',
    show: async (world) => {
      const { endpoint } = await givenIncident(world.api, world.gateway, 'prompt');
      const run = await givenRun(world.api, { endpointId: endpoint.id });
      await over(
        routes.run(run.id),
        (page) => page.getByRole('link', { name: 'structure:log-level' }).click(),
        text('```json'),
      )(world);
    },
  },
  {
    name: 'suite-prompt',
    show: over(routes.suite(1), (page) => page.getByRole('link', { name: 'structure:log-level' }).click()),
  },
  {
    name: 'pause-endpoint',
    show: async (world) => {
      const { id } = await givenEndpoint(world.api, world.gateway, 'to pause');
      await over(routes.endpoint(id), press('Pause'))(world);
    },
  },
  { name: 'gateway-add', show: over('/settings/gateways', press('Add a gateway')) },
  { name: 'gateway-add-refused', show: over('/settings/gateways', press('Add a gateway'), press('Add the gateway')) },
  { name: 'gateway-edit', show: over('/settings/gateways', pressIn(/^demo /, 'Edit')) },
  {
    name: 'gateway-test',
    show: async (world) => {
      // Listed by name in pages, and other tests make many: 0 stands on the first.
      await givenGateway(world.api, world.gateway, '0 to test');
      await over(
        '/settings/gateways',
        pressIn('0 to test', 'Test'),
        fill(/Model/, MODEL),
        pressInDialog('Test'),
        text('The model answers.'),
      )(world);
    },
  },
  {
    name: 'gateway-remove',
    show: async (world) => {
      await givenGateway(world.api, world.gateway, '0 to remove');
      await over('/settings/gateways', pressIn('0 to remove', 'Remove'))(world);
    },
  },
  { name: 'token-make', show: over('/settings/tokens', press('Make a token')) },
  {
    name: 'token-secret',
    show: over(
      '/settings/tokens',
      press('Make a token'),
      fill(/Name/, 'to look at'),
      press('Make the token'),
      text('Copy it now'),
    ),
  },
  {
    name: 'token-revoke',
    show: async (world) => {
      await world.api.call('createToken', { body: { name: 'to revoke', scopes: ['view'], expiresInDays: 7 } });
      await over('/settings/tokens', pressIn('to revoke', 'Revoke'))(world);
    },
  },
  { name: 'person-add', show: over('/settings/people', press('Add a person')) },
  { name: 'person-edit-self', show: over('/settings/people', pressIn(/^Admin /, 'Edit')) },
  {
    name: 'person-edit',
    show: async (world) => {
      const body = { name: 'Edith', email: 'edith@example.org', role: 'curator' } as const;
      await world.api.call('createUser', { body });
      await over('/settings/people', pressIn('Edith', 'Edit'))(world);
    },
  },
];
