'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useApiAction } from '#components/api/use-api-action.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { EndpointBody, EndpointView } from '#lib/contract/endpoints.ts';
import { routes } from '#lib/contract/routes.ts';
import { planEndpointChange } from '#lib/endpoints/change.ts';
import { fieldsOf } from '../../endpoint-fields.ts';
import { type EndpointChoices, EndpointForm } from '../../endpoint-form.tsx';

/** Changes an endpoint, and says beforehand when that ends its baseline. */
export function EditEndpointScreen({ endpoint, gateways, suites }: EndpointChoices & { endpoint: EndpointView }) {
  const router = useRouter();
  const update = useApiAction('updateEndpoint', {
    done: `${endpoint.name} is saved`,
    onDone: () => router.push(routes.endpoint(endpoint.id)),
    onFailed: () => {},
  });
  return (
    <>
      <PageHeader
        trail={
          <>
            <Link href={routes.model()}>Model</Link>
            <span aria-hidden>/</span>
            <Link href={routes.endpoint(endpoint.id)}>{endpoint.name}</Link>
          </>
        }
        title={`Edit ${endpoint.name}`}
      />
      <EndpointForm
        gateways={gateways}
        suites={suites}
        initialValues={fieldsOf(endpoint)}
        submitLabel="Save the changes"
        cancelHref={routes.endpoint(endpoint.id)}
        consequence={(body) => consequenceOf(endpoint, body)}
        isPending={update.isPending}
        problem={update.problem}
        onSave={(body) => update.run({ params: { endpointId: endpoint.id }, body })}
      />
    </>
  );
}

function consequenceOf(endpoint: EndpointView, body: EndpointBody): string | null {
  if (endpoint.baseline === null) return null;
  const { gateway, suite, judge } = endpoint;
  const current = {
    ...endpoint,
    gatewayId: gateway.id,
    suiteId: suite.id,
    judgeGatewayId: judge?.gateway.id ?? null,
    judgeModel: judge?.model ?? null,
    judgeInputUsdPerMillion: judge?.inputUsdPerMillion ?? null,
    judgeOutputUsdPerMillion: judge?.outputUsdPerMillion ?? null,
  };
  const { incomparable, changes } = planEndpointChange(current, body);
  if (incomparable.length === 0) {
    const replaced = judge !== null && body.judgeModel !== null && 'judgeModel' in changes;
    return replaced
      ? 'Opinions of two judges are never compared: the next check ends the present baseline, and the endpoint calibrates until a new one is captured.'
      : null;
  }
  return `Another ${incomparable.join(' and ')} asks for other answers: saving ends the present baseline, and the endpoint calibrates until a new one is captured.`;
}
