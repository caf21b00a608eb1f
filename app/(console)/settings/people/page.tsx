import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listUsers } from '#lib/people/list-users.ts';
import { PeopleScreen } from './people-screen.tsx';

export const metadata: Metadata = { title: 'People' };

const PAGE_ROWS = 50;

export default async function PeoplePage() {
  const { ctx } = await requireUser('people.write');
  return <PeopleScreen initial={await listUsers(ctx, { limit: PAGE_ROWS })} />;
}
