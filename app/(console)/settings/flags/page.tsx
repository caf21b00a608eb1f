import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listFlagSources } from '#lib/channels/config/sources/view.ts';
import { listGitSources } from '#lib/git-sources/view.ts';
import { FlagSourcesScreen } from './flag-sources-screen.tsx';
import { PAGE_ROWS } from './page-rows.ts';

export const metadata: Metadata = { title: 'Feature flags' };

export default async function FlagSourcesPage() {
  const { ctx } = await requireUser();
  const [initial, gitSources] = await Promise.all([
    listFlagSources(ctx.db, { limit: PAGE_ROWS }),
    listGitSources(ctx.db, { limit: PAGE_ROWS }),
  ]);
  return <FlagSourcesScreen initial={initial} gitSources={gitSources.items.map(({ id, name }) => ({ id, name }))} />;
}
