import type { ChoiceFilter } from '#components/filters/filter-bar.tsx';
import { parseFilters } from '#components/filters/parse-filters.ts';
import { type ProposalListQuery, proposalListQuery, proposalState } from '#lib/contract/proposals.ts';
import { PROPOSAL_STATE_LABEL } from '#lib/policy/labels.ts';

const filters = proposalListQuery.omit({ cursor: true, limit: true });

/** Rows of one page. */
const PAGE_ROWS = 50;

/** The filters in an address; one that makes no sense is left out, so that an old link still opens. */
export function parseProposalFilters(given: Record<string, unknown>): ProposalListQuery {
  return { ...parseFilters(filters, given), limit: PAGE_ROWS };
}

/** What the list of proposals can be narrowed by. */
export const PROPOSAL_FILTER_BAR: readonly ChoiceFilter[] = [
  {
    kind: 'choice',
    param: 'state',
    label: 'State',
    anyLabel: 'Any state',
    options: proposalState.options.map((value) => ({ value, label: PROPOSAL_STATE_LABEL[value].label })),
  },
];
