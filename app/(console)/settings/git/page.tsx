import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listRepositories } from '#lib/repositories/view.ts';
import { PAGE_ROWS } from './page-rows.ts';
import { RepositoriesScreen } from './repositories-screen.tsx';

export const metadata: Metadata = { title: 'Git repositories' };

export default async function GitPage() {
  const { ctx } = await requireUser();
  return <RepositoriesScreen initial={await listRepositories(ctx.db, { limit: PAGE_ROWS })} />;
}
