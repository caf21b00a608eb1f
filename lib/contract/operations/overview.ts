import { z } from 'zod';
import { operation } from '../operation.ts';
import { navCounts, overview, searchQuery, searchResults } from '../overview.ts';

export const overviewOperations = {
  getNavCounts: operation({
    tag: 'Overview',
    summary: 'Counts shown beside the navigation',
    permission: 'view',
    response: navCounts,
  }),
  getOverview: operation({
    tag: 'Overview',
    summary: 'State of the four channels, open incidents and latest runs',
    permission: 'view',
    response: overview,
  }),
  search: operation({
    tag: 'Overview',
    summary: 'Find incidents, endpoints, runs, suites and prompts',
    permission: 'view',
    query: searchQuery,
    response: searchResults,
  }),
  getOpenApi: operation({
    tag: 'Overview',
    summary: 'This description of the interface',
    permission: 'view',
    response: z.record(z.string(), z.unknown()),
  }),
};
