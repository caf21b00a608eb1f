import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listGateways } from '#lib/gateways/view.ts';
import { GatewaysScreen } from './gateways-screen.tsx';

export const metadata: Metadata = { title: 'Gateways' };

const PAGE_ROWS = 50;

export default async function GatewaysPage() {
  const { ctx } = await requireUser();
  return <GatewaysScreen initial={await listGateways(ctx.db, { limit: PAGE_ROWS })} />;
}
