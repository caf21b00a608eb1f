import { recordAudit } from '#lib/audit/record.ts';
import type { LangfuseSourcePatch, LangfuseSourceView } from '#lib/contract/langfuse.ts';
import { normaliseLangfuseUrl } from '#lib/langfuse/base-url.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { explainNameTaken } from '#lib/platform/name-taken.ts';
import { fieldLabels } from '#lib/policy/field-labels.ts';
import { lockSource } from '../scan/start.ts';
import { planSourceChange } from './change.ts';
import { sealSourceSecret } from './credentials.ts';
import { requireRepository } from './known-repository.ts';
import { getSourceView } from './view.ts';

/**
 * Changes a source. Candidates that came from it stay, and stay the ones that its traces are compared with.
 *
 * @throws TidemarkError `not_found`; `conflict` when the name is taken or a scan is under way; `invalid_input` for an
 *   unknown repository, or when address or public key change without the secret key being entered again.
 */
export async function updateSource(
  ctx: Context,
  sourceId: number,
  { baseUrl, ...rest }: LangfuseSourcePatch,
): Promise<LangfuseSourceView> {
  const patch = baseUrl === undefined ? rest : { ...rest, baseUrl: normaliseLangfuseUrl(baseUrl) };
  const write = inTransaction(ctx.db, async (tx) => {
    const { active, ...source } = await lockSource(tx, sourceId);
    const plan = planSourceChange({ ...source, activeScanId: active }, patch);
    if (!plan.allowed) {
      throw new TidemarkError(plan.code, plan.reason, { issues: [{ path: plan.field, message: plan.reason }] });
    }
    if (Object.keys(plan.changes).length === 0) return;
    if (patch.repositoryId !== undefined) await requireRepository(tx, patch.repositoryId);
    const { secretKey, ...columns } = patch;
    const sealed = secretKey === undefined ? {} : { encryptedSecret: sealSourceSecret(sourceId, secretKey) };
    await tx.langfuseSource.update({
      where: { id: sourceId },
      data: { ...columns, ...sealed },
      select: { id: true },
    });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'langfuse.update',
      subjectType: 'langfuse source',
      subjectId: sourceId,
      summary: `Changed ${fieldLabels(plan.changes)} of Langfuse source ${source.name}`,
      changes: plan.changes,
    });
  });
  await write.catch((error: unknown) => {
    throw explainNameTaken(error, 'a Langfuse source', patch.name);
  });
  return getSourceView(ctx.db, sourceId);
}
