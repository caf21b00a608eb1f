import type { Prisma } from '#generated/prisma/client.ts';
import { TidemarkError } from '#lib/platform/errors.ts';

/** @throws TidemarkError `invalid_input` where there is no such repository. */
export async function requireRepository(tx: Prisma.TransactionClient, repositoryId: number): Promise<void> {
  if ((await tx.gitRepository.count({ where: { id: repositoryId } })) > 0) return;
  throw new TidemarkError('invalid_input', `There is no git repository ${repositoryId}. Choose one that is listed.`, {
    issues: [{ path: 'repositoryId', message: 'does not exist' }],
  });
}
