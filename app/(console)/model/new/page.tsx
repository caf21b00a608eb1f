import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { endpointChoices } from '../choices.ts';
import { NewEndpointScreen } from './new-endpoint-screen.tsx';

export const metadata: Metadata = { title: 'Add an endpoint' };

export default async function NewEndpointPage() {
  const { ctx } = await requireUser('endpoint.write');
  return <NewEndpointScreen {...(await endpointChoices(ctx))} />;
}
