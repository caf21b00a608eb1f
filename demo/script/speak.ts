import { invariant } from '#lib/platform/errors.ts';
import type { ScriptedPrompt, Utterance } from './format.ts';

/** What a model says: text, or a call of one tool. */
export interface Speech {
  text: string;
  toolCall: { name: string; argumentsJson: string } | null;
}

/** A model torn between two answers gives the other one now and then, however quiet it is otherwise. */
const LEAST_INDECISION = 0.4;

/** Chooses and words one answer. `noise` is the chance of each phrase to be worded in another way. */
export function speak(
  { says, sway }: Pick<ScriptedPrompt, 'says' | 'sway'>,
  noise: number,
  random: () => number,
): Speech {
  const indecision = sway * (LEAST_INDECISION + (1 - LEAST_INDECISION) * noise);
  return realise(choose(says, indecision, random), noise, random);
}

function realise(utterance: Utterance, noise: number, random: () => number): Speech {
  if (typeof utterance === 'object') {
    return { text: '', toolCall: { name: utterance.tool, argumentsJson: JSON.stringify(utterance.arguments) } };
  }
  const text = utterance.replace(/⟨([^⟩]*)⟩/g, (_, options: string) => choose(options.split('|'), noise, random));
  return { text: text.trim(), toolCall: null };
}

/** The first option, or with the given chance one of the others. */
function choose<T>(options: readonly T[], chanceOfOther: number, random: () => number): T {
  const other = options.length > 1 && random() < chanceOfOther;
  const chosen = options[other ? 1 + Math.floor(random() * (options.length - 1)) : 0];
  invariant(chosen !== undefined, 'there is something to choose from');
  return chosen;
}
