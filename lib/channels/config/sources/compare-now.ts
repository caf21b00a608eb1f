import { recordAudit } from '#lib/audit/record.ts';
import type { FlagSourceView } from '#lib/contract/drift/flags.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { CLUSTER_TEST_TIMEOUT_MS } from '#lib/policy/thresholds.ts';
import { compareSource } from '../comparison/compare-source.ts';
import { getFlagSourceView } from './view.ts';

/**
 * Compares a flagd with git at once, also one that is switched off, and says what it came to.
 *
 * @throws TidemarkError `not_found`; `unavailable` where it takes too long.
 */
export async function compareFlagSource(ctx: Context, id: number, clones?: string): Promise<FlagSourceView> {
  const { name } = found(await ctx.db.flagSource.findUnique({ where: { id }, select: { name: true } }), `flagd ${id}`);
  const signal = AbortSignal.timeout(CLUSTER_TEST_TIMEOUT_MS);
  await compareSource({ ctx, clones }, id, signal).catch((cause: unknown) => {
    if (!signal.aborted) throw cause;
    const told = 'git or flagd did not answer in time. It is compared again by itself.';
    throw new TidemarkError('unavailable', told, { cause });
  });
  await inTransaction(ctx.db, (tx) =>
    recordAudit(tx, {
      actor: ctx.actor,
      action: 'flag_source.compare',
      subjectType: 'flagd',
      subjectId: id,
      summary: `Had flagd ${name} compared with git`,
    }),
  );
  return getFlagSourceView(ctx.db, id);
}
