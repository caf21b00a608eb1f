import { expect, it } from 'vitest';
import { parseRunFilters } from './run-filters.ts';

it.each([
  [{}, { limit: 50 }],
  [
    { endpointId: '3', verdict: 'drifted' },
    { endpointId: 3, verdict: 'drifted', limit: 50 },
  ],
  [
    { verdict: 'drifted', status: 'no such', endpointId: 'x' },
    { verdict: 'drifted', limit: 50 },
  ],
  [{ purpose: ['check', 'baseline'], utm: 'mail' }, { limit: 50 }],
])('%j', (given, expected) => {
  expect(parseRunFilters(given)).toEqual(expected);
});
