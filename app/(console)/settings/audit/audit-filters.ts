import type { ChoiceFilter } from '#components/filters/filter-bar.tsx';
import { parseFilters } from '#components/filters/parse-filters.ts';
import { type AuditEntry, type AuditQuery, auditQuery } from '#lib/contract/people.ts';

const filters = auditQuery.omit({ cursor: true, limit: true });

/** Rows of one page. */
const PAGE_ROWS = 50;

const SUBJECTS: Record<string, string> = {
  candidate: 'Candidates',
  cluster: 'Clusters',
  cluster_scan: 'Comparisons of clusters',
  endpoint: 'Endpoints',
  flag: 'Flags',
  flagd: 'Flag sources',
  gateway: 'Gateways',
  'git source': 'Git sources',
  golden_run: 'Golden runs',
  ignore_rule: 'Ignore rules',
  incident: 'Incidents',
  'langfuse source': 'Langfuse projects',
  repository: 'Git repositories',
  run: 'Runs',
  scan: 'Searches for candidates',
  suite: 'Suites',
  suite_version: 'Suite versions',
  tier: 'Tiers',
  token: 'API tokens',
  user: 'People',
};

/** The filters in an address; one that makes no sense is left out. */
export function parseAuditFilters(given: Record<string, unknown>): AuditQuery {
  return { ...parseFilters(filters, given), limit: PAGE_ROWS };
}

/** What the log can be narrowed by. Actions are offered as far as they occur on the page, or are chosen already. */
export function auditFilterBar(
  people: readonly { id: number; name: string }[],
  entries: readonly AuditEntry[],
  chosenAction: string | undefined,
): ChoiceFilter[] {
  const actions = new Set(entries.map((entry) => entry.action));
  if (chosenAction !== undefined) actions.add(chosenAction);
  return [
    {
      kind: 'choice',
      param: 'userId',
      label: 'Person',
      anyLabel: 'Anybody',
      options: people.map((person) => ({ value: String(person.id), label: person.name })),
    },
    {
      kind: 'choice',
      param: 'subjectType',
      label: 'Subject',
      anyLabel: 'Any subject',
      options: Object.entries(SUBJECTS).map(([value, label]) => ({ value, label })),
    },
    {
      kind: 'choice',
      param: 'action',
      label: 'Action',
      anyLabel: 'Any action',
      options: [...actions].sort().map((action) => ({ value: action, label: action })),
    },
  ];
}
