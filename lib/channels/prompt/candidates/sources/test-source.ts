import type { LangfuseTest } from '#lib/contract/langfuse.ts';
import type { LangfuseWorld } from '#lib/langfuse/get.ts';
import { testLangfuse } from '#lib/langfuse/test-connection.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { CONNECTION_TEST_TIMEOUT_MS, SCAN_DAYS } from '#lib/policy/thresholds.ts';
import { lastDays } from '../scan/window.ts';
import { sourceCredentials } from './credentials.ts';

/**
 * Tries a stored source with a few reading calls.
 *
 * @throws TidemarkError `not_found`; `misconfigured` when the stored key cannot be opened.
 */
export async function testSource(db: Db, sourceId: number, world: LangfuseWorld): Promise<LangfuseTest> {
  const row = await db.langfuseSource.findUnique({ where: { id: sourceId } });
  const source = found(row, `Langfuse source ${sourceId}`);
  const { evaluator, scoreAtMost } = source;
  const query = { evaluator, scoreAtMost, ...lastDays(world.now(), SCAN_DAYS) };
  return testLangfuse(sourceCredentials(source), query, world, AbortSignal.timeout(4 * CONNECTION_TEST_TIMEOUT_MS));
}
