import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listLangfuseSources } from '#lib/channels/prompt/candidates/sources/view.ts';
import { PAGE_ROWS } from './page-rows.ts';
import { SourcesScreen } from './sources-screen.tsx';

export const metadata: Metadata = { title: 'Langfuse projects' };

export default async function LangfusePage() {
  const { ctx } = await requireUser();
  return <SourcesScreen initial={await listLangfuseSources(ctx.db, { limit: PAGE_ROWS })} />;
}
