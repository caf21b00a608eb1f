import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listTiers } from '#lib/drift/tiers/list.ts';
import { TiersScreen } from './tiers-screen.tsx';

export const metadata: Metadata = { title: 'Tiers' };

export default async function TiersPage() {
  const { ctx } = await requireUser();
  return <TiersScreen initial={await listTiers(ctx.db)} />;
}
