import { z } from 'zod';
import { gateReport } from '#lib/channels/prompt/report/format.ts';

/** What a pipeline posts when its gate has finished. */
export const goldenReportBody = z.object({
  /** Made by the gate for each of its runs; posting it again stores nothing more. */
  id: z.uuid(),
  /** Name of the repository in the console, or owner/name. */
  repository: z.string().trim().min(1).max(200),
  pullRequestUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable()
    .default(null),
  /** As `tidemark golden gate --json` writes it. */
  report: gateReport,
});

export type GoldenReportBody = z.infer<typeof goldenReportBody>;
