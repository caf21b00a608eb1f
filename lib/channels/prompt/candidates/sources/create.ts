import { recordAudit } from '#lib/audit/record.ts';
import type { LangfuseSourceBody, LangfuseSourceView } from '#lib/contract/langfuse.ts';
import { normaliseLangfuseUrl } from '#lib/langfuse/base-url.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { explainNameTaken } from '#lib/platform/name-taken.ts';
import { sealSourceSecret } from './credentials.ts';
import { requireRepository } from './known-repository.ts';
import { getSourceView } from './view.ts';

/**
 * Adds a Langfuse source; its secret key is sealed for its id before the row can be seen.
 *
 * @throws TidemarkError `conflict` when the name is taken, `invalid_input` for an unknown repository, `misconfigured`
 *   when the key cannot be sealed.
 */
export async function createSource(
  ctx: Context,
  { secretKey, ...body }: LangfuseSourceBody,
): Promise<LangfuseSourceView> {
  const baseUrl = normaliseLangfuseUrl(body.baseUrl);
  const write = inTransaction(ctx.db, async (tx) => {
    await requireRepository(tx, body.repositoryId);
    const { id } = await tx.langfuseSource.create({
      data: { ...body, baseUrl, encryptedSecret: '', createdAt: ctx.now() },
      select: { id: true },
    });
    const encryptedSecret = sealSourceSecret(id, secretKey);
    await tx.langfuseSource.update({ where: { id }, data: { encryptedSecret }, select: { id: true } });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'langfuse.create',
      subjectType: 'langfuse source',
      subjectId: id,
      summary: `Added Langfuse source ${body.name} at ${baseUrl}`,
    });
    return id;
  });
  const sourceId = await write.catch((error: unknown) => {
    throw explainNameTaken(error, 'a Langfuse source', body.name);
  });
  return getSourceView(ctx.db, sourceId);
}
