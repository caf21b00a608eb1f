import { Registry } from 'prom-client';
import { verdict } from '#lib/contract/common.ts';
import { VERSION } from '#lib/platform/version.ts';
import { CUSUM_ALARM, SIGNAL_THRESHOLDS } from '#lib/policy/thresholds.ts';
import { addClusters } from './cluster-metrics.ts';
import { addDrift } from './drift-metrics.ts';
import type { EndpointNow, EndpointTotals, MetricFacts } from './facts.ts';
import { addFlags } from './flag-metrics.ts';
import { addGolden } from './golden-metrics.ts';
import { makers } from './makers.ts';

/** The Prometheus text exposition of `facts`. */
export async function renderMetrics(facts: MetricFacts): Promise<{ contentType: string; text: string }> {
  const registry = new Registry();
  addInstallation(registry, facts);
  addTotals(registry, facts.totals);
  addVerdicts(registry, facts.endpoints);
  addSelfChecks(registry, facts.endpoints);
  addGolden(registry, facts.golden);
  addClusters(registry, facts.clusters);
  addFlags(registry, facts.flags);
  addDrift(registry, facts.drift);
  return { contentType: registry.contentType, text: await registry.metrics() };
}

function addInstallation(registry: Registry, { incidents, jobs, workersAlive }: MetricFacts): void {
  const { gauge } = makers(registry);
  gauge('build_info', 'Always 1; the label says which version answers.', 'version').set({ version: VERSION }, 1);
  gauge('workers_alive', 'Worker processes whose heart beat within the last minute.').set(workersAlive);
  const queue = gauge(
    'jobs',
    'Background jobs by state: due, waiting for their time, running, dead (given up).',
    'state',
  );
  for (const [state, count] of Object.entries(jobs)) queue.set({ state }, count);
  const open = gauge('incidents_unresolved', 'Incidents that nobody has resolved.', 'severity');
  for (const { severity, count } of incidents) open.set({ severity }, count);
}

function addTotals(registry: Registry, totals: readonly EndpointTotals[]): void {
  const { counter } = makers(registry);
  const runs = counter(
    'runs_total',
    'Ended runs by verdict; cancelled and failed ones have none.',
    'endpoint',
    'verdict',
  );
  const samples = counter('samples_total', 'Calls to the model by outcome.', 'endpoint', 'outcome');
  const gateway = counter('gateway_cost_usd_total', 'Cost of calls to the model, in US dollars.', 'endpoint');
  const judge = counter('judge_cost_usd_total', 'Cost of calls to the judge, in US dollars.', 'endpoint');
  for (const { endpoint, ...total } of totals) {
    for (const [name, count] of Object.entries(total.runs)) runs.inc({ endpoint, verdict: name }, count);
    for (const [outcome, count] of Object.entries(total.samples)) samples.inc({ endpoint, outcome }, count);
    gateway.inc({ endpoint }, total.gatewayUsd);
    judge.inc({ endpoint }, total.judgeUsd);
  }
}

function addVerdicts(registry: Registry, endpoints: readonly EndpointNow[]): void {
  const { gauge } = makers(registry);
  const at = gauge(
    'last_check_timestamp_seconds',
    'When the latest check of an active endpoint finished, Unix time; time() minus this is the age of its verdict.',
    'endpoint',
  );
  const state = gauge(
    'last_check_verdict',
    '1 for the verdict of the latest check, 0 for the others.',
    'endpoint',
    'verdict',
  );
  const p = gauge('last_check_p_value', 'p-value of the latest check over all signals.', 'endpoint');
  const value = gauge('signal_value', 'Value of a signal in the latest check, in its unit.', 'endpoint', 'signal');
  const fired = gauge('signal_fired', '1 where the signal fired in the latest check.', 'endpoint', 'signal');
  const cusum = gauge(
    'cusum',
    'Evidence over nights that the endpoint changed (e-CUSUM), since its baseline.',
    'endpoint',
  );
  for (const { endpoint, lastCheck, cusum: evidence } of endpoints) {
    if (evidence !== null) cusum.set({ endpoint }, evidence);
    if (lastCheck === null) continue;
    at.set({ endpoint }, lastCheck.finishedAt.getTime() / 1000);
    for (const each of verdict.options) state.set({ endpoint, verdict: each }, each === lastCheck.verdict ? 1 : 0);
    if (lastCheck.pValue !== null) p.set({ endpoint }, lastCheck.pValue);
    for (const signal of lastCheck.signals) {
      if (signal.value !== null) value.set({ endpoint, signal: signal.name }, signal.value);
      fired.set({ endpoint, signal: signal.name }, signal.fired ? 1 : 0);
    }
  }
  gauge('cusum_alarm', 'Value of tidemark_cusum from which an endpoint counts as changed.').set(CUSUM_ALARM);
  const threshold = gauge('signal_threshold', 'Value above which a signal may fire, in its unit.', 'signal');
  for (const [signal, limit] of Object.entries(SIGNAL_THRESHOLDS)) threshold.set({ signal }, limit);
}

function addSelfChecks(registry: Registry, endpoints: readonly EndpointNow[]): void {
  const { gauge } = makers(registry);
  const named = (name: string, help: string) => gauge(`self_check_${name}`, help, 'endpoint', 'way');
  const rate = named(
    'false_alarm_ratio',
    'Share of comparisons of the baseline with itself that raised an alarm: between nights, and of random splits.',
  );
  const low = named('false_alarm_low_ratio', 'Lower end of the 95 % interval of that share.');
  const high = named('false_alarm_high_ratio', 'Upper end of the 95 % interval of that share.');
  const trials = named('trials', 'Comparisons behind that share; 0 where nothing could be measured.');
  for (const { endpoint, selfCheck } of endpoints) {
    for (const { way, ...seen } of selfCheck?.ways ?? []) {
      trials.set({ endpoint, way }, seen.trials);
      if (seen.rate === null) continue;
      rate.set({ endpoint, way }, seen.rate);
      low.set({ endpoint, way }, seen.low);
      high.set({ endpoint, way }, seen.high);
    }
  }
}
