/**
 * Who trained a model, told by its name. The first row that matches decides: distillates carry two names, and the one
 * that trained them comes first. Names are compared in lower case, with any provider prefix (`bedrock/anthropic.…`).
 */
const FAMILIES = [
  ['demo judge', /demo-judge/],
  ['demo', /demo-/],
  ['deepseek', /deepseek/],
  ['anthropic', /claude/],
  ['openai', /gpt-|chatgpt|davinci|(^|[/.])o[1-9](-|$)/],
  ['google', /gemini|gemma|palm-|bison/],
  ['mistral', /mi[sx]tral|ministral|magistral|codestral|devstral|pixtral/],
  ['qwen', /qwen|qwq/],
  ['xai', /grok/],
  ['meta', /llama/],
  ['cohere', /command-|(^|\/)command$|aya-/],
  ['amazon', /nova-|titan-/],
  ['microsoft', /(^|[/.])phi-/],
  ['zhipu', /glm-/],
  ['moonshot', /kimi|moonshot/],
  ['minimax', /minimax/],
  ['nvidia', /nemotron/],
  ['ai21', /jamba/],
  ['ibm', /granite/],
] as const;

export type ModelFamily = (typeof FAMILIES)[number][0];

/** The family of a model by its name; null where the name does not tell, as with an alias of the gateway's own. */
export function modelFamily(model: string): ModelFamily | null {
  const name = model.toLowerCase();
  return FAMILIES.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}
