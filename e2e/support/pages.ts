import { routes } from '#lib/contract/routes.ts';
import { invariant } from '#lib/platform/errors.ts';
import type { Api } from './api.ts';

export interface ConsolePage {
  /** Also the name of its screenshots. */
  name: string;
  path: string;
}

/** Every page of the console, on the rows that the first run made. */
export async function pagesOf(api: Api): Promise<ConsolePage[]> {
  const [incidents, endpoints, runs, suites] = await Promise.all([
    api.call('listIncidents', { query: { status: 'all', q: 'demo-shifting' } }),
    api.call('listEndpoints'),
    api.call('listRuns', { query: { verdict: 'drifted', limit: 200 } }),
    api.call('listSuites'),
  ]);
  const incident = incidents.items.at(-1);
  const endpoint = endpoints.items.find(({ name }) => name === 'demo-shifting');
  const run = runs.items.find(({ endpoint: { name } }) => name === 'demo-shifting');
  const suite = suites.items.find(({ key }) => key === 'canary');
  invariant(incident && endpoint && run, 'the first run ends in an incident');
  const version = suite?.versions.find(({ retiredAt }) => retiredAt === null);
  invariant(suite && version, 'the shipped suite is published');
  const { prompts } = await api.call('getRun', { params: { runId: run.id } });
  const changed = prompts.find(({ movement }) => movement === 'changed');
  invariant(changed, 'a drifted run has a prompt that changed');
  return [
    { name: 'overview', path: routes.overview() },
    { name: 'incidents', path: routes.incidents() },
    { name: 'incidents-selected', path: `${routes.incidents()}?status=all&selected=${incident.id}` },
    { name: 'incidents-none', path: `${routes.incidents()}?severity=P0` },
    { name: 'incident', path: routes.incident(incident.id) },
    { name: 'model', path: routes.model() },
    { name: 'endpoint', path: routes.endpoint(endpoint.id) },
    { name: 'endpoint-new', path: routes.newEndpoint() },
    { name: 'endpoint-edit', path: routes.editEndpoint(endpoint.id) },
    { name: 'suites', path: routes.suites() },
    { name: 'suite', path: routes.suite(suite.id) },
    { name: 'proposals', path: routes.proposals() },
    { name: 'suite-version', path: routes.suiteVersion(suite.id, version.id) },
    { name: 'prompt', path: routes.prompt() },
    { name: 'golden-suite', path: routes.goldenTasks() },
    { name: 'candidates', path: routes.candidates() },
    { name: 'runs', path: routes.runs() },
    { name: 'run', path: routes.run(run.id) },
    { name: 'run-answers', path: routes.runPrompt(run.id, changed.promptId) },
    { name: 'gateways', path: routes.gatewaySettings() },
    { name: 'git-repositories', path: routes.gitSettings() },
    { name: 'langfuse-projects', path: routes.langfuseSettings() },
    { name: 'people', path: routes.people() },
    { name: 'tokens', path: routes.tokens() },
    { name: 'audit', path: routes.audit() },
    { name: 'configuration', path: routes.about() },
    { name: 'account', path: routes.account() },
  ];
}
