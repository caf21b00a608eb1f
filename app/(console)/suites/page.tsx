import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listSuites } from '#lib/suites/queries.ts';
import { SuitesScreen } from './suites-screen.tsx';

export const metadata: Metadata = { title: 'Canary suites' };

const PAGE_ROWS = 50;

export default async function SuitesPage() {
  const { ctx } = await requireUser();
  return <SuitesScreen initial={await listSuites(ctx.db, { limit: PAGE_ROWS })} />;
}
