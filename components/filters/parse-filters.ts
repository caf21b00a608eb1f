import type { z } from 'zod';
import { unstorableAt } from '#lib/contract/unstorable.ts';

/** The filters in an address; one that makes no sense is left out, so that an old link still opens. */
export function parseFilters<Filters extends z.ZodObject>(
  filters: Filters,
  given: Readonly<Record<string, unknown>>,
): z.output<Filters> {
  const broken = new Set(filters.safeParse(given).error?.issues.map((issue) => issue.path[0]));
  return filters.parse(
    Object.fromEntries(
      Object.entries(given).filter(([name, value]) => !broken.has(name) && unstorableAt(value) === null),
    ),
  );
}
