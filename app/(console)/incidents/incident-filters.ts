import type { Filter } from '#components/filters/filter-bar.tsx';
import { parseFilters } from '#components/filters/parse-filters.ts';
import type { SavedView } from '#components/filters/saved-views.tsx';
import { channel, type PersonRef } from '#lib/contract/common.ts';
import { type IncidentListQuery, incidentListQuery } from '#lib/contract/incidents.ts';
import { CHANNEL_LABEL } from '#lib/policy/labels.ts';
import { SEVERITIES, SEVERITY_STYLE } from '#lib/policy/severity.ts';

/** Rows of one page. */
const PAGE_ROWS = 50;

const filters = incidentListQuery.omit({ cursor: true, limit: true });

/** The list's query as the address says it. */
export function parseIncidentFilters(given: Readonly<Record<string, unknown>>): IncidentListQuery {
  return { ...parseFilters(filters, given), limit: PAGE_ROWS };
}

/** Whether the query shows less than everything that waits. */
export function isNarrowed({ limit: _, status, ...rest }: IncidentListQuery): boolean {
  return status !== 'active' || Object.values(rest).some((value) => value !== undefined && value !== '');
}

/** Ready-made queries of the incident list, for the person who looks. */
export function incidentViews(viewerId: number): SavedView[] {
  return [
    { label: 'Waiting', query: '' },
    { label: 'Not acknowledged', query: 'status=open' },
    { label: 'Mine', query: `assigneeId=${viewerId}` },
    { label: 'P0', query: 'severity=P0' },
    { label: 'Resolved', query: 'status=resolved' },
    { label: 'All', query: 'status=all' },
  ];
}

interface Named {
  id: number;
  name: string;
}

/** What the list of incidents can be narrowed by. */
export function incidentFilterBar(
  endpoints: readonly Named[],
  clusters: readonly Named[],
  people: readonly PersonRef[],
): Filter[] {
  const named = (items: readonly Named[]) => items.map(({ id, name }) => ({ value: String(id), label: name }));
  return [
    { kind: 'search', param: 'q', label: 'Search incidents', placeholder: 'Title, endpoint or #number' },
    {
      kind: 'choice',
      param: 'status',
      label: 'Status',
      anyLabel: 'Waiting',
      options: [
        { value: 'open', label: 'Open' },
        { value: 'acknowledged', label: 'Acknowledged' },
        { value: 'resolved', label: 'Resolved' },
        { value: 'all', label: 'Any status' },
      ],
    },
    {
      kind: 'choice',
      param: 'severity',
      label: 'Severity',
      anyLabel: 'Any severity',
      options: SEVERITIES.map((value) => ({ value, label: value, meaning: SEVERITY_STYLE[value].meaning })),
    },
    {
      kind: 'choice',
      param: 'channel',
      label: 'Channel',
      anyLabel: 'Any channel',
      options: channel.options.map((value) => ({ value, label: CHANNEL_LABEL[value].label })),
    },
    { kind: 'choice', param: 'endpointId', label: 'Endpoint', anyLabel: 'Any endpoint', options: named(endpoints) },
    { kind: 'choice', param: 'clusterId', label: 'Cluster', anyLabel: 'Any cluster', options: named(clusters) },
    { kind: 'choice', param: 'assigneeId', label: 'Owner', anyLabel: 'Any owner', options: named(people) },
  ];
}
