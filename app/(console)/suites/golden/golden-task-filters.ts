import type { Filter } from '#components/filters/filter-bar.tsx';
import { parseFilters } from '#components/filters/parse-filters.ts';
import type { GoldenTarget } from '#lib/contract/golden/runs.ts';
import { type GoldenTaskListQuery, goldenTaskListQuery } from '#lib/contract/golden/tasks.ts';

const filters = goldenTaskListQuery.omit({ cursor: true, limit: true });

/** Rows of one page. */
const PAGE_ROWS = 50;

/** The filters in an address; one that makes no sense is left out, so that an old link still opens. */
export function parseGoldenTaskFilters(given: Record<string, unknown>): GoldenTaskListQuery {
  return { ...parseFilters(filters, given), limit: PAGE_ROWS };
}

/** What the list of golden tasks can be narrowed by. */
export function goldenTaskFilterBar(targets: readonly GoldenTarget[]): Filter[] {
  const agents = targets.flatMap((target) => target.agents);
  const choice = (param: string, label: string, names: readonly string[]): Filter => ({
    kind: 'choice',
    param,
    label,
    anyLabel: `Any ${label.toLowerCase()}`,
    options: [...new Set(names)].toSorted().map((name) => ({ value: name, label: name })),
  });
  return [
    { kind: 'search', param: 'q', label: 'Search', placeholder: 'Title or id' },
    choice(
      'repository',
      'Repository',
      targets.map(({ repository }) => repository.name),
    ),
    choice(
      'agent',
      'Agent',
      agents.map(({ name }) => name),
    ),
    choice(
      'model',
      'Model',
      agents.flatMap(({ models }) => models),
    ),
    {
      kind: 'choice',
      param: 'order',
      label: 'Order',
      anyLabel: 'Most flickering first',
      options: [{ value: 'name', label: 'By name' }],
    },
  ];
}
