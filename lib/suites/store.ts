import type { Prisma } from '#generated/prisma/client.ts';
import { personOf } from '../audit/actor.ts';
import { type AuditChanges, recordAudit } from '../audit/record.ts';
import type { Context } from '../platform/context.ts';
import { type Db, inTransaction } from '../platform/db.ts';
import { TidemarkError } from '../platform/errors.ts';
import { type PromptSpec, parsePromptSpec, type Suite } from './format.ts';

/** What publishing came to: `created` is false where this very content was already a version of the suite. */
export interface PublishedVersion {
  suiteId: number;
  versionId: number;
  number: number;
  contentHash: string;
  created: boolean;
}

/** A frozen version with its prompts in order; `promptId` is the row that samples point at. */
export interface SuiteVersion {
  id: number;
  number: number;
  contentHash: string;
  suite: { id: number; key: string; title: string; description: string };
  prompts: { promptId: number; spec: PromptSpec }[];
}

/**
 * Freezes `suite` as the next version of the suite of its key, creating that suite if need be; title and
 * description follow the latest publication. Content that is already a version is not stored twice.
 * The caller has checked the permission `suite.publish`.
 */
export function publishSuite(ctx: Context, suite: Suite): Promise<PublishedVersion> {
  return inTransaction(ctx.db, (tx) => publishSuiteIn(tx, ctx, suite));
}

/** {@link publishSuite} as part of a transaction, for what must happen together with it. */
export async function publishSuiteIn(
  tx: Prisma.TransactionClient,
  ctx: Pick<Context, 'now' | 'actor'>,
  suite: Suite,
): Promise<PublishedVersion> {
  const before = await lockSuite(tx, suite);
  const changes = headChanges(before, suite);
  if (changes !== undefined) await tx.suite.update({ where: { id: before.id }, data: headOf(suite) });
  const existing = before.versions.find((version) => version.contentHash === suite.contentHash);
  if (existing === undefined) return createVersion(tx, ctx, suite, before, changes);
  if (changes !== undefined) {
    const summary = `Changed title or description of suite ${suite.key}`;
    const subject = { subjectType: 'suite', subjectId: before.id };
    await recordAudit(tx, { actor: ctx.actor, action: 'suite.rename', ...subject, summary, changes });
  }
  return published(existing, false);
}

/** The suite row of the key, created if need be. Publications of one suite take turns from here. */
async function lockSuite(tx: Prisma.TransactionClient, suite: Suite) {
  const { key } = suite;
  await tx.suite.createMany({ data: [{ key, ...headOf(suite) }], skipDuplicates: true });
  await tx.$queryRaw`SELECT id FROM suite WHERE key = ${key} FOR UPDATE`;
  return tx.suite.findUniqueOrThrow({ where: { key }, include: { versions: { orderBy: { number: 'desc' } } } });
}

async function createVersion(
  tx: Prisma.TransactionClient,
  ctx: Pick<Context, 'now' | 'actor'>,
  { key, prompts, contentHash }: Suite,
  before: { id: number; versions: { number: number }[] },
  changes: AuditChanges | undefined,
): Promise<PublishedVersion> {
  const version = await tx.suiteVersion.create({
    data: {
      suiteId: before.id,
      number: (before.versions[0]?.number ?? 0) + 1,
      contentHash,
      publishedBy: personOf(ctx.actor),
      publishedAt: ctx.now(),
      prompts: { createMany: { data: prompts.map(promptRow) } },
    },
  });
  await recordAudit(tx, {
    actor: ctx.actor,
    action: 'suite.publish',
    subjectType: 'suite_version',
    subjectId: version.id,
    summary: `Published version ${version.number} of suite ${key} (${prompts.length} prompts, ${contentHash.slice(0, 12)})`,
    changes,
  });
  return published(version, true);
}

/** The frozen version `id`. @throws TidemarkError `not_found`. */
export async function loadSuiteVersion(db: Db, id: number): Promise<SuiteVersion> {
  const version = await db.suiteVersion.findUnique({
    where: { id },
    include: { suite: true, prompts: { orderBy: { position: 'asc' } } },
  });
  if (version === null) throw new TidemarkError('not_found', `There is no suite version ${id}.`);
  const { suite, prompts, number, contentHash } = version;
  return {
    id,
    number,
    contentHash,
    suite: { id: suite.id, key: suite.key, title: suite.title, description: suite.description },
    prompts: prompts.map((prompt) => ({ promptId: prompt.id, spec: parsePromptSpec(prompt.spec) })),
  };
}

function published(
  version: { id: number; suiteId: number; number: number; contentHash: string },
  created: boolean,
): PublishedVersion {
  const { id: versionId, suiteId, number, contentHash } = version;
  return { suiteId, versionId, number, contentHash, created };
}

function promptRow(spec: PromptSpec, position: number): Prisma.SuitePromptCreateManyVersionInput {
  return { position, key: spec.id, category: spec.category, stratum: spec.stratum, spec };
}

function headOf({ title, description }: Suite): Pick<Suite, 'title' | 'description'> {
  return { title, description };
}

/** What the publication changes about the suite itself; undefined when nothing. */
function headChanges(before: Pick<Suite, 'title' | 'description'>, after: Suite): AuditChanges | undefined {
  const changes: AuditChanges = {};
  for (const field of ['title', 'description'] as const) {
    if (before[field] !== after[field]) changes[field] = { from: before[field], to: after[field] };
  }
  return Object.keys(changes).length > 0 ? changes : undefined;
}
