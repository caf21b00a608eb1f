import { z } from 'zod';
import { namespaceName } from '#components/drift/cluster-words.ts';
import type { Filter } from '#components/filters/filter-bar.tsx';
import { parseFilters } from '#components/filters/parse-filters.ts';
import {
  type DriftByDay,
  type DriftByDayQuery,
  type DriftObjectListQuery,
  driftByDayQuery,
  driftChannel,
  driftObjectListQuery,
} from '#lib/contract/drift/objects.ts';
import { routes } from '#lib/contract/routes.ts';
import { CHANNEL_LABEL } from '#lib/policy/labels.ts';
import { SEVERITIES, SEVERITY_STYLE } from '#lib/policy/severity.ts';

/** Rows of one page. */
const PAGE_ROWS = 50;

/** In the address: objects that belong to no namespace. */
const NO_NAMESPACE = '-';

/** The page opens on code; `all` shows configuration with it. */
const shownChannel = z.union([driftChannel, z.literal('all')]).default('code');

const filters = driftObjectListQuery.omit({ cursor: true, limit: true }).extend({ channel: shownChannel });
const chartFilters = driftByDayQuery.extend({ channel: shownChannel });

/** The list's query as the address says it; what makes no sense is left out. */
export function parseDriftFilters(given: Readonly<Record<string, unknown>>): DriftObjectListQuery {
  return { ...withChannel(parseFilters(filters, given)), limit: PAGE_ROWS };
}

/** The filters that chart and namespaces share with the list. */
export function parseDayFilters(given: Readonly<Record<string, unknown>>): DriftByDayQuery {
  return withChannel(parseFilters(chartFilters, given));
}

function withChannel<Rest extends object>({ channel, ...rest }: Rest & { channel: z.infer<typeof shownChannel> }) {
  return { ...rest, ...(channel !== 'all' && { channel }) };
}

/** Whether the list shows something else than all code that drifts now, of one cluster or of all. */
export function isNarrowed({
  limit: _,
  clusterId: _clusterId,
  state,
  channel,
  ...rest
}: DriftObjectListQuery): boolean {
  return (
    state !== 'drifted' ||
    channel !== 'code' ||
    Object.values(rest).some((value) => value !== undefined && value !== '')
  );
}

/** The address that shows the objects of one namespace, with the filters in force. */
export function namespaceHref(params: URLSearchParams, namespace: string): string {
  const next = new URLSearchParams(params);
  next.set('namespace', namespace === '' ? NO_NAMESPACE : namespace);
  return `${routes.code()}?${next}`;
}

interface Offered {
  clusters: readonly { id: number; name: string }[];
  namespaces: DriftByDay['namespaces'];
  kinds: readonly string[];
}

/** What the list of objects can be narrowed by; what the address already says is offered too. */
export function driftFilterBar({ clusters, namespaces, kinds }: Offered, query: DriftObjectListQuery): Filter[] {
  const names = namespaces.map(({ namespace }) => (namespace === '' ? NO_NAMESPACE : namespace));
  return [
    { kind: 'search', param: 'q', label: 'Search objects', placeholder: 'Kind, namespace or name' },
    {
      kind: 'choice',
      param: 'state',
      label: 'State',
      anyLabel: 'Drifts now',
      options: [
        { value: 'ignored', label: 'Ignored' },
        { value: 'now', label: 'Drifts or ignored' },
        { value: 'clean', label: 'As git says again' },
        { value: 'all', label: 'Any state' },
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
      param: 'namespace',
      label: 'Namespace',
      anyLabel: 'Any namespace',
      options: offered(names, query.namespace).map((value) => ({
        value,
        label: namespaceName(value === NO_NAMESPACE ? '' : value),
      })),
    },
    {
      kind: 'choice',
      param: 'kind',
      label: 'Kind',
      anyLabel: 'Any kind',
      options: offered(kinds, query.kind).map((value) => ({ value, label: value })),
    },
    {
      kind: 'choice',
      param: 'clusterId',
      label: 'Cluster',
      anyLabel: 'Any cluster',
      options: clusters.map(({ id, name }) => ({ value: String(id), label: name })),
    },
    {
      kind: 'choice',
      param: 'channel',
      label: 'Channel',
      anyLabel: CHANNEL_LABEL.code.label,
      options: [
        { value: 'config', label: CHANNEL_LABEL.config.label },
        { value: 'all', label: 'Code and config' },
      ],
    },
  ];
}

function offered(names: readonly string[], chosen: string | undefined): string[] {
  return [...new Set([...names, ...(chosen === undefined || chosen === '' ? [] : [chosen])])].toSorted((one, other) =>
    one.localeCompare(other),
  );
}
