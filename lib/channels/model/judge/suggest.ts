import { type ModelFamily, modelFamily } from './family.ts';

/**
 * Models fit to judge, the preferred first: each family's largest general model, then its second largest. A judge of
 * the same family prefers what its own kind writes (it finds it less surprising), so only other families are offered.
 */
const JUDGES: readonly { family: ModelFamily; pattern: RegExp }[] = [
  { family: 'anthropic', pattern: /claude.*opus|opus.*claude/ },
  { family: 'openai', pattern: /gpt-[5-9](?!.*(mini|nano|codex|image|audio))/ },
  { family: 'google', pattern: /gemini-.*pro(?!.*(image|tts|vision))/ },
  { family: 'anthropic', pattern: /claude.*sonnet/ },
  { family: 'openai', pattern: /gpt-4(\.1|o)(?!.*(mini|nano|audio|realtime|transcribe|search|tts))/ },
  { family: 'deepseek', pattern: /deepseek-(chat|v\d|reasoner|r\d)(?!.*distill)/ },
  { family: 'qwen', pattern: /qwen.*(max|235b)/ },
  { family: 'mistral', pattern: /mistral-large/ },
  { family: 'meta', pattern: /llama.*(405b|maverick)/ },
  { family: 'xai', pattern: /grok-\d(?!.*(mini|fast|code|image))/ },
  { family: 'demo judge', pattern: /^demo-judge$/ },
];

export interface JudgeSuggestion {
  model: string;
  reason: string;
}

/**
 * The judge to offer for the model under watch, out of what the gateway lists; null where none is clearly fit. It is
 * only ever an offer: a judge costs money, so a person turns it on.
 */
export function suggestJudge(watched: string, available: readonly string[]): JudgeSuggestion | null {
  const own = modelFamily(watched);
  for (const { family, pattern } of JUDGES) {
    if (family === own) continue;
    const model = newest(available.filter((name) => modelFamily(name) === family && pattern.test(name.toLowerCase())));
    if (model !== undefined) return { model, reason: reasonFor(watched, own, family) };
  }
  return null;
}

/** The name with the highest numbers in it; providers count their versions up. */
function newest(names: readonly string[]): string | undefined {
  return names.toSorted(new Intl.Collator('en', { numeric: true }).compare).at(-1);
}

function reasonFor(watched: string, own: ModelFamily | null, family: ModelFamily): string {
  if (own === null)
    return `A large ${family} model. The name ${watched} does not tell its family: make sure it is another.`;
  return `A large model of another family: ${family} judges ${own}.`;
}
