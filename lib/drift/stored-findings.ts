import type { Prisma } from '#generated/prisma/client.ts';
import type { FindingView } from '#lib/contract/drift/objects.ts';

/** Findings as they were stored, which is as they are shown; only the recording of drift writes them. */
export function storedFindings(column: Prisma.JsonValue): FindingView[] {
  return column as unknown as FindingView[];
}
