import { formatCount } from '#lib/format/numbers.ts';
import type { Answer, PromptSides, ServedModelEvidence, Tally } from './types.ts';

/**
 * What the gateway said about who answered, on both sides: evidence of its own kind. It never moves p or verdict,
 * since some endpoints show several fingerprints in a day without a change, and some change without showing any.
 */
export function compareServedModel(prompts: readonly PromptSides<unknown>[]): ServedModelEvidence {
  const baseline = prompts.flatMap((prompt) => prompt.baseline);
  const tonight = prompts.flatMap((prompt) => prompt.tonight);
  const models = { baseline: tally(baseline, 'servedModel'), tonight: tally(tonight, 'servedModel') };
  const fingerprints = { baseline: tally(baseline, 'fingerprint'), tonight: tally(tonight, 'fingerprint') };
  const counts = prompts.map(comparePromptTokens).filter((changed) => changed !== null);
  const promptTokensChanged = counts.filter(Boolean).length;
  const findings = [
    newValues('Served model', models),
    newValues('Fingerprint', fingerprints),
    promptTokensChanged > 0 &&
      `${formatCount(promptTokensChanged, 'prompt')} of ${counts.length} took another number of prompt tokens than ever in the baseline: another tokenizer, template or hidden prompt.`,
  ].filter((finding) => typeof finding === 'string');
  return {
    changed: findings.length > 0,
    models,
    fingerprints,
    promptTokensChanged,
    promptTokensCompared: counts.length,
    findings,
  };
}

function tally(answers: readonly Answer[], field: 'servedModel' | 'fingerprint'): Tally {
  const counts = new Map<string, number>();
  for (const answer of answers) {
    const value = answer[field];
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

/** Values seen tonight and never in the baseline; silent where the baseline has none to compare with. */
function newValues(what: string, { baseline, tonight }: { baseline: Tally; tonight: Tally }): string | false {
  const before = Object.keys(baseline);
  const added = Object.keys(tonight).filter((value) => !Object.hasOwn(baseline, value));
  if (before.length === 0 || added.length === 0) return false;
  return `${what} ${added.join(', ')} was never seen in the baseline (${before.join(', ')}).`;
}

/** Whether no answer of tonight took a number of prompt tokens known from the baseline; null where either is unknown. */
function comparePromptTokens({ baseline, tonight }: PromptSides<unknown>): boolean | null {
  const before = new Set(baseline.map((answer) => answer.promptTokens).filter((count) => count !== null));
  const now = tonight.map((answer) => answer.promptTokens).filter((count) => count !== null);
  return before.size === 0 || now.length === 0 ? null : now.every((count) => !before.has(count));
}
