import type { Metadata } from 'next';
import { listAudit } from '#lib/audit/list.ts';
import { requireUser } from '#lib/auth/session.ts';
import { listUsers } from '#lib/people/list-users.ts';
import { parseAuditFilters } from './audit-filters.ts';
import { AuditScreen } from './audit-screen.tsx';

export const metadata: Metadata = { title: 'Audit log' };

/** People offered in the filter, and told by name. */
const PEOPLE_CHOICES = 200;

interface AuditPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const { ctx } = await requireUser('audit.view');
  const [entries, people] = await Promise.all([
    listAudit(ctx, parseAuditFilters(await searchParams)),
    listUsers(ctx, { limit: PEOPLE_CHOICES }),
  ]);
  return <AuditScreen initial={entries} people={people.items.map(({ id, name }) => ({ id, name }))} />;
}
