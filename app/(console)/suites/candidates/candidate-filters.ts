import type { ChoiceFilter } from '#components/filters/filter-bar.tsx';
import { parseFilters } from '#components/filters/parse-filters.ts';
import { candidateListQuery, candidateState } from '#lib/contract/candidates.ts';
import type { LangfuseSourceView } from '#lib/contract/langfuse.ts';
import type { OperationQuery } from '#lib/contract/operations.ts';
import { CANDIDATE_STATE_LABEL } from '#lib/policy/candidate-labels.ts';

const filters = candidateListQuery.omit({ cursor: true, limit: true });

/** Rows of one page. */
const PAGE_ROWS = 50;

/** What the address asks for: what waits, unless it names a state. An unusable filter is left out. */
export function parseCandidateFilters(given: Record<string, unknown>): OperationQuery<'listCandidates'> {
  return { state: 'pending', ...parseFilters(filters, given), limit: PAGE_ROWS };
}

/** What the queue can be narrowed by. */
export function candidateFilterBar(sources: readonly LangfuseSourceView[]): ChoiceFilter[] {
  return [
    {
      kind: 'choice',
      param: 'state',
      label: 'State',
      anyLabel: CANDIDATE_STATE_LABEL.pending.label,
      options: candidateState.options
        .filter((value) => value !== 'pending')
        .map((value) => ({ value, label: CANDIDATE_STATE_LABEL[value].label })),
    },
    {
      kind: 'choice',
      param: 'sourceId',
      label: 'Langfuse project',
      anyLabel: 'Any project',
      options: sources.map(({ id, name }) => ({ value: String(id), label: name })),
    },
  ];
}
