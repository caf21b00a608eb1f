import Link from 'next/link';
import { FactList } from '#components/ui/fact-list.tsx';
import type { EndpointView } from '#lib/contract/endpoints.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount, formatDurationMs, formatUsd } from '#lib/format/numbers.ts';
import { CALL_PLAN_LABEL } from '#lib/policy/labels.ts';

/** What an endpoint is asked, and how. */
export function EndpointSettings({ endpoint }: { endpoint: EndpointView }) {
  const { gateway, suite } = endpoint;
  const version = suite.activeVersion;
  return (
    <FactList
      facts={[
        [
          'Gateway',
          <Link key="gateway" href={routes.gatewaySettings()}>
            {gateway.name}
          </Link>,
        ],
        ['Model', endpoint.model],
        [
          'Suite',
          <Link key="suite" href={routes.suite(suite.id)}>
            {suite.title}
          </Link>,
        ],
        [
          'Version',
          version === null ? 'None published' : `${version.number}, ${formatCount(version.promptCount, 'prompt')}`,
        ],
        ['Temperature', String(endpoint.temperature)],
        ['Seed', endpoint.seed === null ? 'None' : String(endpoint.seed)],
        ['Timeout', formatDurationMs(endpoint.requestTimeoutMs)],
        ['Calls at once', formatCount(endpoint.concurrency)],
        ['Price of input', perMillion(endpoint.inputUsdPerMillion)],
        ['Price of output', perMillion(endpoint.outputUsdPerMillion)],
        ['Nightly plan', CALL_PLAN_LABEL[endpoint.plan].label],
        ['Budget of a run', endpoint.runBudgetUsd === null ? 'No limit' : formatUsd(endpoint.runBudgetUsd)],
        ['Judge', endpoint.judge === null ? 'Nobody' : `${endpoint.judge.model} on ${endpoint.judge.gateway.name}`],
      ]}
    />
  );
}

function perMillion(usd: number | null): string {
  return usd === null ? 'Unknown' : `${formatUsd(usd)} per million tokens`;
}
