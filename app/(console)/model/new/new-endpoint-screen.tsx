'use client';

import { Button } from '@mantine/core';
import { IconRouteAltLeft } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useApiAction } from '#components/api/use-api-action.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { routes } from '#lib/contract/routes.ts';
import { NEW_ENDPOINT } from '../endpoint-fields.ts';
import { type EndpointChoices, EndpointForm } from '../endpoint-form.tsx';

/** Puts a model under watch. */
export function NewEndpointScreen({ gateways, suites }: EndpointChoices) {
  const router = useRouter();
  const create = useApiAction('createEndpoint', {
    done: 'The endpoint is under watch. Capture its baseline next.',
    onDone: (endpoint) => router.push(routes.endpoint(endpoint.id)),
    onFailed: () => {},
  });
  const only = (choices: readonly { id: number }[]) => (choices.length === 1 ? String(choices[0]?.id) : null);
  return (
    <>
      <PageHeader
        trail={<Link href={routes.model()}>Model</Link>}
        title="Add an endpoint"
        answer="It is checked every night from then on, and judged once a baseline is captured."
      />
      {gateways.length === 0 ? (
        <EmptyState
          icon={IconRouteAltLeft}
          title="No gateway yet"
          actions={
            <Button component={Link} href={routes.gatewaySettings()}>
              Add a gateway
            </Button>
          }
        >
          A model is reached through a gateway: LiteLLM, or any address that speaks the OpenAI interface.
        </EmptyState>
      ) : (
        <EndpointForm
          gateways={gateways}
          suites={suites}
          initialValues={{ ...NEW_ENDPOINT, gatewayId: only(gateways), suiteId: only(suites) }}
          submitLabel="Add the endpoint"
          cancelHref={routes.model()}
          isPending={create.isPending}
          problem={create.problem}
          onSave={(body) => create.run({ body })}
        />
      )}
    </>
  );
}
