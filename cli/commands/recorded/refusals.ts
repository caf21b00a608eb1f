import { classify } from '#lib/channels/model/refusal/classify.ts';
import { formatCount, formatShare } from '#lib/format/numbers.ts';
import { EXIT_CODE_OF_VERDICT } from '#lib/policy/exit-codes.ts';
import type { RecordedAnswer } from '#lib/recorded/line.ts';
import { readRecorded } from '#lib/recorded/read.ts';
import { excerpt } from '../../reporters/excerpt.ts';
import type { World } from '../../world.ts';

/** Prints a line for each recorded answer as it is read: how likely it declines. */
export async function classifyFile(file: string, options: { json?: true }, { stdout }: World): Promise<number> {
  const counts = { answers: 0, refusals: 0, unmeasured: 0 };
  for await (const answer of readRecorded(file)) {
    const seen = answer.unmeasured === null ? classify(answer.output) : { probability: null, label: 'unmeasured' };
    if (seen.probability === null) counts.unmeasured += 1;
    else counts.answers += 1;
    if (seen.label === 'refusal') counts.refusals += 1;
    stdout.write(options.json ? jsonLine(answer, seen) : textLine(answer, seen));
  }
  if (!options.json) stdout.write(summary(counts));
  return counts.answers > 0 ? EXIT_CODE_OF_VERDICT.stable : EXIT_CODE_OF_VERDICT.unmeasured;
}

interface Seen {
  probability: number | null;
  label: string;
}

function jsonLine({ promptId, repetition, night, model }: RecordedAnswer, { probability, label }: Seen): string {
  const known = { ...(night === null ? {} : { night }), ...(model === null ? {} : { model }) };
  return `${JSON.stringify({ prompt_id: promptId, rep: repetition, ...known, refusal: probability, label })}\n`;
}

function textLine({ promptId, output, unmeasured }: RecordedAnswer, { probability, label }: Seen): string {
  const share = probability === null ? '–' : probability.toFixed(2);
  return `${share.padEnd(4)}  ${label.padEnd(10)}  ${promptId}  ${unmeasured ?? excerpt(output)}\n`;
}

function summary({ answers, refusals, unmeasured }: { answers: number; refusals: number; unmeasured: number }): string {
  if (answers === 0) return `None of ${formatCount(unmeasured, 'call')} gave an answer.\n`;
  const lost = unmeasured === 0 ? '' : `; ${formatCount(unmeasured, 'call')} gave no answer`;
  return `${refusals} of ${formatCount(answers, 'answer')} ${refusals === 1 ? 'declines' : 'decline'} (${formatShare(refusals / answers)})${lost}.\n`;
}
