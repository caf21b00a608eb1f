import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listEndpoints } from '#lib/endpoints/queries/list.ts';
import { lastNight } from '#lib/overview/last-night.ts';
import { ModelScreen } from './model-screen.tsx';

export const metadata: Metadata = { title: 'Model' };

const PAGE_ROWS = 50;

export default async function ModelPage() {
  const { ctx } = await requireUser();
  const [endpoints, night] = await Promise.all([listEndpoints(ctx, { limit: PAGE_ROWS }), lastNight(ctx.db)]);
  return <ModelScreen initial={endpoints} lastNight={night} />;
}
