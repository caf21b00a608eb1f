import { formatCount } from '#lib/format/numbers.ts';

/** What is known of the commits behind a prompt incident. */
export interface ChangeFacts {
  promptPath: string | null;
  lastGood: { commit: string; by: 'passed' | 'baseline' } | null;
  /** The commit at which it regressed first. */
  firstBad: string | null;
  /** Commits between the two: those of the prompt, and all of them. Null where the copy of the repository cannot tell. */
  between: { touching: number; all: number } | null;
}

/** Characters of a commit that tell it apart in a sentence. */
const SHOWN = 12;

/** Which commits are behind a prompt incident, for whoever is called first. */
export function changeWords({ promptPath, lastGood, firstBad, between }: ChangeFacts): string {
  if (firstBad === null) return 'The run that saw it first did not say which commit it asked.';
  const bad = firstBad.slice(0, SHOWN);
  if (lastGood === null) {
    return `It regressed at ${bad}. No golden run of this agent and model passed before, so there is no commit to compare with.`;
  }
  const good = lastGood.commit.slice(0, SHOWN);
  const since =
    lastGood.by === 'passed'
      ? `It passed last at ${good} and regressed first at ${bad}.`
      : `It regressed first at ${bad}; the baselines were measured with the prompt of ${good}.`;
  if (lastGood.commit === firstBad) {
    return `It passed and regressed at the same commit, ${bad}: nothing in the repository changed. Look at the model under it.`;
  }
  if (between === null) {
    return `${since} Tidemark's copy of the repository cannot tell the commits in between; ask git for ${good}..${bad}.`;
  }
  const prompt = promptPath ?? 'the prompt';
  if (between.touching === 0) {
    return `${since} None of the ${formatCount(between.all, 'commit')} in between touched ${prompt}: look at the tasks, the tools and the model under it.`;
  }
  const many = between.touching === between.all ? '' : ` of ${formatCount(between.all)}`;
  return `${since} ${formatCount(between.touching)}${many} ${between.all === 1 ? 'commit' : 'commits'} in between touched ${prompt}.`;
}
