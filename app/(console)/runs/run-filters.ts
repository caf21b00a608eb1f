import type { ChoiceFilter } from '#components/filters/filter-bar.tsx';
import { parseFilters } from '#components/filters/parse-filters.ts';
import { verdict } from '#lib/contract/common.ts';
import { type RunListQuery, runListQuery, runPurpose, runStatus, runTrigger } from '#lib/contract/runs.ts';
import { RUN_PURPOSE_LABEL, RUN_STATUS_LABEL, RUN_TRIGGER_LABEL, VERDICT_LABEL } from '#lib/policy/labels.ts';

const filters = runListQuery.omit({ cursor: true, limit: true });

/** Rows of one page. */
const PAGE_ROWS = 50;

/** The filters in an address; one that makes no sense is left out, so that an old link still opens. */
export function parseRunFilters(given: Record<string, unknown>): RunListQuery {
  return { ...parseFilters(filters, given), limit: PAGE_ROWS };
}

const named = <Value extends string>(values: readonly Value[], label: (value: Value) => string) =>
  values.map((value) => ({ value, label: label(value) }));

/** What the list of runs can be narrowed by. */
export function runFilterBar(endpoints: readonly { id: number; name: string }[]): ChoiceFilter[] {
  return [
    {
      kind: 'choice',
      param: 'endpointId',
      label: 'Endpoint',
      anyLabel: 'Any endpoint',
      options: endpoints.map((endpoint) => ({ value: String(endpoint.id), label: endpoint.name })),
    },
    {
      kind: 'choice',
      param: 'verdict',
      label: 'Verdict',
      anyLabel: 'Any verdict',
      options: named(verdict.options, (value) => VERDICT_LABEL[value].label),
    },
    {
      kind: 'choice',
      param: 'status',
      label: 'Status',
      anyLabel: 'Any status',
      options: named(runStatus.options, (value) => RUN_STATUS_LABEL[value].label),
    },
    {
      kind: 'choice',
      param: 'purpose',
      label: 'Purpose',
      anyLabel: 'Any purpose',
      options: named(runPurpose.options, (value) => RUN_PURPOSE_LABEL[value]),
    },
    {
      kind: 'choice',
      param: 'trigger',
      label: 'Trigger',
      anyLabel: 'Any trigger',
      options: named(runTrigger.options, (value) => RUN_TRIGGER_LABEL[value]),
    },
  ];
}
