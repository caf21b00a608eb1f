import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseFilters } from './parse-filters.ts';

const FILTERS = z.object({
  severity: z.enum(['P0', 'P1']).optional(),
  page: z.coerce.number().int().default(1),
  q: z.string().optional(),
});

test.each([
  [{}, { page: 1 }],
  [
    { severity: 'P1', page: '3' },
    { severity: 'P1', page: 3 },
  ],
  [{ severity: 'P9', page: '3' }, { page: 3 }],
  [{ severity: ['P0', 'P1'], page: 'x' }, { page: 1 }],
  [{ unknown: 'left out' }, { page: 1 }],
  [{ q: 'a\u0000', page: '2' }, { page: 2 }],
])('%o', (given, filters) => {
  expect(parseFilters(FILTERS, given)).toEqual(filters);
});
