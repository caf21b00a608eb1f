import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listTokens } from '#lib/people/tokens.ts';
import { TokensScreen } from './tokens-screen.tsx';

export const metadata: Metadata = { title: 'API tokens' };

const PAGE_ROWS = 50;

export default async function TokensPage() {
  const { ctx } = await requireUser('token.write');
  return <TokensScreen initial={await listTokens(ctx, { limit: PAGE_ROWS })} />;
}
