import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listIgnoreRules } from '#lib/drift/ignore-rules/list.ts';
import { IgnoreRulesScreen } from './ignore-rules-screen.tsx';
import { parseRuleFilters } from './rule-filters.ts';

export const metadata: Metadata = { title: 'Ignore rules' };

interface IgnoreRulesPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What is not drift, says who, and until when? */
export default async function IgnoreRulesPage({ searchParams }: IgnoreRulesPageProps) {
  const { ctx } = await requireUser();
  return <IgnoreRulesScreen initial={await listIgnoreRules(ctx, parseRuleFilters(await searchParams))} />;
}
