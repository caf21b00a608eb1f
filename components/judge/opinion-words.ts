import { differs } from '#lib/channels/model/judge/differs.ts';
import type { JudgeVerdict } from '#lib/channels/model/judge/instructions.ts';
import { judgeReasonLabel } from '#lib/channels/model/judge/reasons.ts';
import type { JudgementView } from '#lib/contract/judgements.ts';

const VERDICT: Record<JudgeVerdict, string> = {
  same: 'No material difference',
  better: 'The new answer is better',
  worse: 'The new answer is worse',
  different: 'Materially different, neither better nor worse',
};

/** What one opinion says of the newer answer. */
export function opinionWords({ verdict, reason }: Pick<JudgementView, 'verdict' | 'reason'>): string {
  if (verdict !== null) return isVerdict(verdict) ? VERDICT[verdict] : verdict;
  return `No opinion: ${reason === null ? 'no reason was kept' : judgeReasonLabel(reason).label.toLowerCase()}`;
}

/** What both orders say together: disagreement is a tie and counts as no difference. */
export function togetherWords(opinions: readonly Pick<JudgementView, 'verdict' | 'swapped'>[]): string {
  const [plain, swapped] = [false, true].map((order) => {
    const verdict = opinions.find((opinion) => opinion.swapped === order)?.verdict ?? null;
    return verdict !== null && isVerdict(verdict) ? verdict : null;
  });
  const told = differs(plain ?? null, swapped ?? null);
  if (told === null) return 'There is no usable opinion in both orders, so the judge says nothing of this prompt.';
  if (told) return 'The judge finds them different, whichever is shown first.';
  return plain === swapped
    ? 'The judge finds no material difference, whichever is shown first.'
    : 'What the judge says depends on which is shown first: a tie, which counts as no difference.';
}

function isVerdict(verdict: string): verdict is JudgeVerdict {
  return Object.hasOwn(VERDICT, verdict);
}
