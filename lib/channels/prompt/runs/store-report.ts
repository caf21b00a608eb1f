import { personOf } from '#lib/audit/actor.ts';
import { recordAudit } from '#lib/audit/record.ts';
import { type GoldenReportBody, goldenReportBody } from '#lib/contract/golden/report.ts';
import type { Context } from '#lib/platform/context.ts';
import { type Db, inTransaction } from '#lib/platform/db.ts';
import { type FieldIssue, TidemarkError } from '#lib/platform/errors.ts';
import { isUniqueViolation } from '#lib/platform/prisma-errors.ts';
import { storableJson } from '#lib/runs/storable.ts';
import { attemptRow } from './attempt-row.ts';
import { saveReport } from './finish.ts';
import { reportFlaws } from './report-flaws.ts';

/**
 * Stores what a gate in a pipeline found, once for each report id; on the main branch a regression opens an incident.
 *
 * @returns the run's id, also when the report was stored before.
 * @throws TidemarkError `invalid_input` for a report that contradicts itself.
 */
export async function storeGoldenReport(ctx: Context, posted: GoldenReportBody): Promise<number> {
  const body = goldenReportBody.parse(storableJson(posted));
  refuse(reportFlaws(body.report));
  const known = await runOfReport(ctx.db, body.id);
  if (known !== null) return known;
  try {
    return await create(ctx, body);
  } catch (error) {
    const same = isUniqueViolation(error) ? await runOfReport(ctx.db, body.id) : null;
    if (same === null) throw error;
    return same;
  }
}

function create(ctx: Context, { id: reportId, repository: name, pullRequestUrl, report }: GoldenReportBody) {
  const at = ctx.now();
  return inTransaction(ctx.db, async (tx) => {
    const repository = await tx.gitRepository.findFirst({
      where: { OR: [{ name }, { forgeProject: name }] },
      orderBy: { id: 'asc' },
      select: { id: true, name: true },
    });
    const repositoryName = repository?.name ?? name;
    const run = await tx.goldenRun.create({
      data: {
        trigger: 'ci',
        status: 'finished',
        verdict: report.verdict,
        reportId,
        repositoryId: repository?.id ?? null,
        repositoryName,
        agent: report.agent,
        model: report.model,
        branch: report.head.branch,
        baseRef: report.base?.ref ?? null,
        pullRequestUrl,
        plannedAttempts: report.tasks.reduce((sum, task) => sum + task.attempts.length, 0),
        requestedBy: personOf(ctx.actor),
        createdAt: at,
        startedAt: new Date(report.startedAt),
        finishedAt: new Date(report.finishedAt),
      },
      select: { id: true },
    });
    const attempts = report.tasks.flatMap((task) => task.attempts);
    await tx.goldenAttempt.createMany({ data: attempts.map((attempt) => attemptRow(run.id, attempt)) });
    await saveReport(tx, run.id, report, at);
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'golden.report',
      subjectType: 'golden_run',
      subjectId: run.id,
      summary: `Posted the result of a gate for ${report.agent} with ${report.model} in ${repositoryName}`,
    });
    return run.id;
  });
}

async function runOfReport(db: Db, reportId: string): Promise<number | null> {
  const run = await db.goldenRun.findUnique({ where: { reportId }, select: { id: true } });
  return run?.id ?? null;
}

function refuse(issues: readonly FieldIssue[]): void {
  if (issues.length === 0) return;
  const told = issues.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new TidemarkError('invalid_input', `The report contradicts itself: ${told}.`, { issues });
}
