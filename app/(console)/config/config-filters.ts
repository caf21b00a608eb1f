import { z } from 'zod';
import type { DriftObjectListQuery } from '#lib/contract/drift/objects.ts';
import { PAGE_ROWS } from './list-sizes.ts';

const state = z.enum(['drifted', 'ignored', 'now', 'all']).catch('drifted');
const text = z.string().trim().max(200).catch('');

/** What each list of the page asks for, from the address. */
export function parseConfigFilters(
  params: Record<string, string | string[] | undefined>,
): Record<'flags' | 'policies' | 'configMaps', DriftObjectListQuery> {
  const q = text.parse(params.q ?? '');
  const query: DriftObjectListQuery = {
    channel: 'config',
    state: state.parse(params.state ?? 'drifted'),
    limit: PAGE_ROWS,
    ...(q !== '' && { q }),
  };
  return { flags: query, policies: query, configMaps: { ...query, kind: 'ConfigMap' } };
}

/** What the answer above the lists rests on, however these are filtered. */
export const UNFILTERED = parseConfigFilters({});

/** Other states than the one of now. */
export const STATE_OPTIONS = [
  { value: 'ignored', label: 'Hidden by ignore rules' },
  { value: 'now', label: 'Either' },
  { value: 'all', label: 'Any, also put back' },
];
