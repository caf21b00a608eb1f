import type { Metadata } from 'next';
import { foundOr404, idOrNotFound } from '#app/(console)/found-or-404.ts';
import { requireUser } from '#lib/auth/session.ts';
import { getEndpointView } from '#lib/endpoints/queries/view.ts';
import { endpointChoices } from '../../choices.ts';
import { EditEndpointScreen } from './edit-endpoint-screen.tsx';

export const metadata: Metadata = { title: 'Edit an endpoint' };

interface EditEndpointPageProps {
  params: Promise<{ endpointId: string }>;
}

export default async function EditEndpointPage({ params }: EditEndpointPageProps) {
  const { ctx } = await requireUser('endpoint.write');
  const endpointId = idOrNotFound((await params).endpointId);
  const [endpoint, choices] = await Promise.all([foundOr404(getEndpointView(ctx, endpointId)), endpointChoices(ctx)]);
  return <EditEndpointScreen endpoint={endpoint} {...choices} />;
}
