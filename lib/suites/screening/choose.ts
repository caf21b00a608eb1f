import type { PromptKind } from '#lib/contract/proposals.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { PROPOSED_BEHAVIOUR_PROMPTS, PROPOSED_BORDER_PROMPTS, PROPOSED_SHORT_PROMPTS } from '#lib/policy/thresholds.ts';
import { CATEGORIES } from '../vocabulary.ts';
import type { ContentPrompt, ProposalContent } from './content.ts';
import { explain } from './explain.ts';

/** A prompt with what is known of its answers. */
export interface Screened extends Pick<ContentPrompt, 'spec' | 'screening'> {
  /** It is part of the version in force. */
  isPresent: boolean;
}

export type Choice = Pick<ProposalContent, 'prompts' | 'warnings'>;

/**
 * Proposes a version: PROPOSED_SHORT_PROMPTS short prompts, PROPOSED_BORDER_PROMPTS of them on the border as far as there
 * are such, the others stable; and the behaviour prompts of the present version. Of equals the category with the fewest
 * prompts so far comes first, so that all stay covered; then border prompts nearest to a tie, then present prompts.
 * Where too few are fit, present ones stay and a warning says so.
 *
 * @param prompts candidates and present prompts; of two with the same id the first counts
 */
export function chooseVersion(prompts: readonly Screened[]): Choice {
  const known = [...new Map(prompts.toReversed().map((prompt) => [prompt.spec.id, prompt])).values()].toReversed();
  const short = chooseShort(known.filter(({ spec }) => spec.stratum === 'short'));
  const behaviour = chooseBehaviour(known.filter(({ spec }) => spec.stratum === 'behaviour'));
  const chosen = new Set([...short, ...behaviour]);
  const listed = known.map((prompt): ContentPrompt => {
    const { isPresent, ...content } = prompt;
    const isChosen = chosen.has(prompt);
    const change = isChosen ? (isPresent ? 'kept' : 'added') : isPresent ? 'removed' : 'passed_over';
    return { ...content, change, reason: explain(prompt, isChosen) };
  });
  const isProposed = ({ change }: ContentPrompt) => change === 'kept' || change === 'added';
  return {
    prompts: [
      ...listed.filter(isProposed).sort(byPlace),
      ...listed.filter((prompt) => !isProposed(prompt)).sort(byPlace),
    ],
    warnings: warningsOf([...chosen]),
  };
}

function chooseShort(prompts: readonly Screened[]): Screened[] {
  const chosen: Screened[] = [];
  const take = (kinds: readonly PromptKind[], until: number, from: readonly Screened[] = prompts) => {
    while (chosen.length < until) {
      const next = bestOf(
        from.filter((prompt) => kinds.includes(kindOf(prompt)) && !chosen.includes(prompt)),
        chosen,
      );
      if (next === undefined) return;
      chosen.push(next);
    }
  };
  take(['border'], PROPOSED_BORDER_PROMPTS);
  take(['stable'], PROPOSED_SHORT_PROMPTS);
  take(['border'], PROPOSED_SHORT_PROMPTS);
  const present = prompts.filter(({ isPresent }) => isPresent);
  take(['noisy', 'unmeasured'], PROPOSED_SHORT_PROMPTS, present);
  return chosen;
}

function chooseBehaviour(prompts: readonly Screened[]): Screened[] {
  const chosen = prompts.filter(({ isPresent }) => isPresent);
  const others = prompts.filter((prompt) => !prompt.isPresent && kindOf(prompt) !== 'unmeasured');
  while (chosen.length < PROPOSED_BEHAVIOUR_PROMPTS) {
    const next = bestOf(
      others.filter((prompt) => !chosen.includes(prompt)),
      chosen,
    );
    if (next === undefined) break;
    chosen.push(next);
  }
  return chosen;
}

/** A prompt that nobody asked several times is as good as unmeasured. */
function kindOf({ screening }: Screened): PromptKind {
  return screening?.kind ?? 'unmeasured';
}

function bestOf(prompts: readonly Screened[], chosen: readonly Screened[]): Screened | undefined {
  const crowd = ({ spec }: Screened) => chosen.filter((each) => each.spec.category === spec.category).length;
  const bits = ({ screening }: Screened) => screening?.entropyBits ?? 0;
  return [...prompts].sort(
    (one, other) =>
      crowd(one) - crowd(other) || bits(other) - bits(one) || Number(other.isPresent) - Number(one.isPresent),
  )[0];
}

function byPlace({ spec: one }: ContentPrompt, { spec: other }: ContentPrompt): number {
  const place = CATEGORIES.indexOf(one.category) - CATEGORIES.indexOf(other.category);
  return place || Number(one.stratum === 'behaviour') - Number(other.stratum === 'behaviour');
}

function warningsOf(chosen: readonly Screened[]): string[] {
  const short = chosen.filter(({ spec }) => spec.stratum === 'short');
  const count = (...kinds: PromptKind[]) => short.filter((prompt) => kinds.includes(kindOf(prompt))).length;
  const missing = CATEGORIES.filter((category) => !chosen.some(({ spec }) => spec.category === category));
  const unfit = count('noisy', 'unmeasured');
  const warnings = [
    count('border') === 0 && 'No prompt sits on the border, so small changes will be hard to see.',
    count('stable') === 0 && 'No prompt is stable, so every night will be noisy.',
    unfit > 0 && `${formatCount(unfit, 'short prompt')} of the present version stay only for want of better ones.`,
    short.length < PROPOSED_SHORT_PROMPTS &&
      `Only ${formatCount(short.length, 'short prompt')} of ${PROPOSED_SHORT_PROMPTS} could be found.`,
    missing.length > 0 && `Nothing probes ${missing.join(' or ')}.`,
  ];
  return warnings.filter((warning) => warning !== false);
}
