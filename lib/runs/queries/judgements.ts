import type { Prisma } from '#generated/prisma/client.ts';
import type { JudgementView } from '#lib/contract/judgements.ts';

/** A judge's opinions on one prompt of a run: tonight's pair before the baseline's own, the plain order before the swapped. */
export const JUDGEMENTS_OF_PROMPT = {
  orderBy: [{ kind: 'asc' }, { swapped: 'asc' }],
  select: {
    kind: true,
    swapped: true,
    judgeId: true,
    outcome: true,
    reason: true,
    verdict: true,
    confidence: true,
    reasons: true,
    costUsd: true,
  },
} as const satisfies Prisma.Run$judgementsArgs & { select: Record<keyof JudgementView, true> };
