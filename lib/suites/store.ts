import type { Prisma } from '#generated/prisma/client.ts';
import { personOf } from '../audit/actor.ts';
import { recordAudit } from '../audit/record.ts';
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

/** {@link publishSuite} inside a transaction of the caller. */
export async function publishSuiteIn(
  tx: Prisma.TransactionClient,
  ctx: Pick<Context, 'actor' | 'now'>,
  suite: Suite,
): Promise<PublishedVersion> {
  const { key, title, description, contentHash } = suite;
  const row = await tx.suite.upsert({
    where: { key },
    create: { key, title, description },
    update: { title, description },
  });
  // Two publications of one suite at once take turns, so that numbers have no gaps and no clash.
  await tx.$queryRaw`SELECT id FROM suite WHERE id = ${row.id} FOR UPDATE`;
  const versions = await tx.suiteVersion.findMany({ where: { suiteId: row.id }, orderBy: { number: 'desc' } });
  const existing = versions.find((version) => version.contentHash === contentHash);
  if (existing !== undefined) return published(existing, false);
  const version = await tx.suiteVersion.create({
    data: {
      suiteId: row.id,
      number: (versions[0]?.number ?? 0) + 1,
      contentHash,
      publishedBy: personOf(ctx.actor),
      publishedAt: ctx.now(),
    },
  });
  await tx.suitePrompt.createMany({
    data: suite.prompts.map((spec, position) => promptRow(version.id, spec, position)),
  });
  await recordAudit(tx, {
    actor: ctx.actor,
    action: 'suite.publish',
    subjectType: 'suite_version',
    subjectId: version.id,
    summary: `Published version ${version.number} of suite ${key} (${suite.prompts.length} prompts, ${contentHash.slice(0, 12)})`,
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

function promptRow(suiteVersionId: number, spec: PromptSpec, position: number): Prisma.SuitePromptCreateManyInput {
  return { suiteVersionId, position, key: spec.id, category: spec.category, stratum: spec.stratum, spec };
}
