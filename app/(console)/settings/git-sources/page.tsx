import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listGitSources } from '#lib/git-sources/view.ts';
import { GitSourcesScreen } from './git-sources-screen.tsx';
import { PAGE_ROWS } from './page-rows.ts';

export const metadata: Metadata = { title: 'Git sources' };

export default async function GitSourcesPage() {
  const { ctx } = await requireUser();
  return <GitSourcesScreen initial={await listGitSources(ctx.db, { limit: PAGE_ROWS })} />;
}
