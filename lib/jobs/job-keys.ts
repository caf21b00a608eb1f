import { Prisma } from '#generated/prisma/client.ts';

/** Texts of the keys of one run's jobs, `%s` standing for what tells them apart; all share the prefix `run:<id>:`. */
const FORMATS = {
  start: 'run:%s:start',
  sample: 'run:%s:sample:%s',
  judge: 'run:%s:judge',
  evaluate: 'run:%s:evaluate',
} as const;

/** Keys of the jobs of one run, and of one baseline. */
export const jobKeys = {
  start: (runId: number) => filled(FORMATS.start, runId),
  sample: (runId: number, position: number) => filled(FORMATS.sample, runId, position),
  judge: (runId: number) => filled(FORMATS.judge, runId),
  evaluate: (runId: number) => filled(FORMATS.evaluate, runId),
  scan: (scanId: number) => `scan:${scanId}`,
  publish: (candidateId: number) => `candidate:${candidateId}:publish`,
  goldenRun: (runId: number) => `golden-run:${runId}`,
  clusterScan: (scanId: number) => `cluster-scan:${scanId}`,
  fluxJudge: (digest: string) => `flux:${digest}:judge`,
  compareFlags: (flagSourceId: number) => `flags:${flagSourceId}:compare`,
  publishFlag: (decisionId: number) => `flag-decision:${decisionId}:publish`,
  selfCheck: (baselineId: number) => `baseline:${baselineId}:self-check`,
};

/** The same keys, made by Postgres from columns of a row. */
export const jobKeysOfRow = {
  sample: (runId: Prisma.Sql, position: Prisma.Sql) =>
    Prisma.sql`format(${FORMATS.sample}::text, ${runId}, ${position})`,
  judge: (runId: Prisma.Sql) => Prisma.sql`format(${FORMATS.judge}::text, ${runId})`,
  evaluate: (runId: Prisma.Sql) => Prisma.sql`format(${FORMATS.evaluate}::text, ${runId})`,
};

function filled(format: string, ...values: readonly number[]): string {
  return values.reduce((text: string, value) => text.replace('%s', String(value)), format);
}
