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
    { name: 'incidents-none', path: `${routes.incidents()}?q=no-incident-is-called-this` },
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
    ...(await driftPagesOf(api)),
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

/** Pages of the demo's cluster and flags. */
async function driftPagesOf(api: Api): Promise<ConsolePage[]> {
  const [clusters, scans, objects, flags] = await Promise.all([
    api.call('listClusters'),
    api.call('listClusterScans', { query: { limit: 200 } }),
    api.call('listDriftObjects', { query: { state: 'now', limit: 200 } }),
    api.call('listFlagDrifts', { query: { limit: 200 } }),
  ]);
  const cluster = clusters.items.find(({ isDemo }) => isDemo);
  const scan = scans.items.find(({ cluster: { isDemo } }) => isDemo);
  const named = (kind: string, name: string) =>
    objects.items.find((each) => each.owner.isDemo && each.kind === kind && each.name === name);
  const [edited, extra, settings] = [
    named('Deployment', 'ledger'),
    named('Deployment', 'toolbox'),
    named('ConfigMap', 'support-agent'),
  ];
  const flag = flags.items.find(({ owner: { isDemo }, name }) => isDemo && name === 'refund-tool');
  invariant(cluster && scan && edited && extra && settings, 'the first run compares the cluster of the demo');
  invariant(flag, 'the first run compares the flags of the demo');
  invariant(edited.incidentId !== null, 'drift in a T3 namespace opens an incident');
  return [
    { name: 'code', path: `${routes.code()}?clusterId=${cluster.id}` },
    { name: 'code-none', path: `${routes.code()}?q=no-object-is-called-this` },
    { name: 'drift-object', path: routes.driftObject(edited.id) },
    { name: 'drift-object-extra', path: routes.driftObject(extra.id) },
    { name: 'drift-object-config', path: routes.driftObject(settings.id) },
    { name: 'drift-incident', path: routes.incident(edited.incidentId) },
    { name: 'comparison', path: routes.clusterScan(scan.id) },
    { name: 'ignore-rules', path: routes.ignoreRules() },
    { name: 'config', path: routes.config() },
    { name: 'flag', path: routes.flag(flag.id) },
    { name: 'clusters', path: routes.clusterSettings() },
    { name: 'git-sources', path: routes.gitSourceSettings() },
    { name: 'flag-sources', path: routes.flagSettings() },
    { name: 'tiers', path: routes.tierSettings() },
  ];
}
