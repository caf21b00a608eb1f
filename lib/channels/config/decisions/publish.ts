import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { recordAudit } from '#lib/audit/record.ts';
import { createForge } from '#lib/forge/create-forge.ts';
import type { Forge, ForgeConnection } from '#lib/forge/types.ts';
import { openGitSource } from '#lib/git-sources/open.ts';
import { openForge } from '#lib/git-sources/open-forge.ts';
import { withSourceClone } from '#lib/gitops/source/clone.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { messageOf } from '#lib/platform/errors.ts';
import { needsPerson } from '#lib/publishing/needs-person.ts';
import { pushFile } from '#lib/publishing/push-file.ts';
import { factsOf, loadSync, nameOf, type SyncRow } from './row.ts';
import { commitMessage, pullRequestOf } from './words.ts';

export interface PublishDeps {
  ctx: Pick<Context, 'db' | 'now'>;
  /** Speaks to a forge; the real one when left out. */
  toForge?: (connection: ForgeConnection) => Promise<Forge>;
  /** Where clones are kept; in the data folder when left out. */
  clones?: string | undefined;
}

/**
 * Brings a flag's live side a step or two further to git: pushes its file, then opens its pull request. Each step finds
 * on the server what an earlier, killed attempt left there, and is noted as soon as it is done.
 *
 * @throws whatever passes by itself, so that the job is tried again; what needs a person is noted and not thrown.
 */
export async function publishFlag(deps: PublishDeps, decisionId: number, signal: AbortSignal): Promise<void> {
  const { db } = deps.ctx;
  const pending = await loadSync(db, decisionId);
  if (pending === null) return;
  try {
    if (pending.state === 'pending') await push(deps, pending, signal);
    const pushed = await loadSync(db, decisionId);
    if (pushed?.state === 'pushed') await openPullRequest(deps, pushed);
  } catch (error) {
    if (signal.aborted) throw error;
    await db.flagDecision.updateMany({ where: { id: decisionId }, data: { lastError: messageOf(error) } });
    if (!needsPerson(error)) throw error;
  }
}

async function push({ ctx, clones }: PublishDeps, row: SyncRow, signal: AbortSignal): Promise<void> {
  const { branch, baseCommit, path, content, decider, decidedAt, source } = row;
  const facts = factsOf(row);
  const order = {
    ...{ branch, target: source.branch, baseCommit, path, content },
    message: commitMessage(facts),
    author: { name: nameOf(decider), email: decider.email, at: decidedAt },
  };
  const work = (...[git, remote]: Parameters<Parameters<typeof withSourceClone>[1]>) =>
    pushFile(git, remote, order, signal);
  const { commit, isMerged } = await withSourceClone(openGitSource(source, encryptionKey()), work, clones);
  const told = isMerged
    ? `Found ${facts.flag} on ${source.branch} of ${source.name} already`
    : `Pushed ${facts.flag} to ${branch} of ${source.name} as ${commit.slice(0, 12)}`;
  await note(ctx, row, { state: isMerged ? 'merged' : 'pushed', commitSha: commit }, { action: 'flag.push', told });
}

async function openPullRequest({ ctx, toForge = createForge }: PublishDeps, row: SyncRow): Promise<void> {
  const connection = openForge(row.source, encryptionKey());
  if (connection === null) return;
  const forge = await toForge(connection);
  const facts = factsOf(row);
  const { number, url, state } = await forge.openPullRequest(pullRequestOf(facts, row.source.branch));
  const opened = { state, pullRequestNumber: number, pullRequestUrl: url };
  await note(ctx, row, opened, {
    action: 'flag.pull_request',
    told: `Opened pull request ${number} for ${facts.flag}: ${url}`,
  });
}

/** Notes a step, unless somebody else has noted it. */
async function note(
  { db }: PublishDeps['ctx'],
  { id, state, objectId }: SyncRow,
  data: { state: SyncRow['state']; commitSha?: string; pullRequestNumber?: number; pullRequestUrl?: string },
  { action, told }: { action: string; told: string },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { count } = await tx.flagDecision.updateMany({ where: { id, state }, data: { ...data, lastError: null } });
    if (count === 0) return;
    await recordAudit(tx, { actor: SYSTEM_ACTOR, action, subjectType: 'flag', subjectId: objectId, summary: told });
  });
}
