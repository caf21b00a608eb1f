import type { ChoiceFilter } from '#components/filters/filter-bar.tsx';
import { parseFilters } from '#components/filters/parse-filters.ts';
import { ignoreRuleListQuery } from '#lib/contract/drift/objects.ts';

/** Rows of one page. */
const PAGE_ROWS = 50;

const filters = ignoreRuleListQuery.omit({ cursor: true, limit: true });

/** The list's query as the address says it. */
export function parseRuleFilters(given: Readonly<Record<string, unknown>>) {
  return { ...parseFilters(filters, given), limit: PAGE_ROWS };
}

export const RULE_FILTERS: readonly ChoiceFilter[] = [
  {
    kind: 'choice',
    param: 'state',
    label: 'State',
    anyLabel: 'Work now',
    options: [
      { value: 'ended', label: 'Ended' },
      { value: 'all', label: 'All' },
    ],
  },
];
