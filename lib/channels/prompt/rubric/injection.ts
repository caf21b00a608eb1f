import { salutesJudge } from '#lib/judging/injection.ts';

const GRADED = '(as met|criteri(on|a)|rubric|score|grade|verdict|judge|grader|evaluator)';

const STEERS_JUDGE = [
  // Only together with what is graded: an agent that declines to ignore its own instructions says nothing to a judge.
  new RegExp(
    String.raw`\b(ignore|disregard|forget|override)\b.{0,60}\b(instructions?|rules|criteria|prompts?)\b.{0,120}\b${GRADED}\b`,
    'is',
  ),
  /\b(mark|rate|score|grade|judge|count|treat)\b.{0,40}\b(items?|criteri(on|a)|answer|rubric|everything)\b.{0,30}\b(as (fully )?(met|pass(ed)?|correct)|full marks|highest (score|confidence))\b/is,
  /\b(give|award|assign|grant)\b.{0,30}\b((score|grade|rating|confidence) of (10|100)|full (marks|score|points|credit)|(maximum|highest|perfect|top) (score|grade|marks|rating|confidence))\b/is,
  /\b(give|award|assign|grant)\s+(this|it|my|the|your)\s+(answer|response|reply|output)?\s*(an?\s+)?(10|100)\b(?=\s*([.!,;:"')/]|points|marks|out of|$))/is,
  /"met"\s*:\s*(true|false)|"verdict"\s*:\s*"(all|some|none)"/i,
];

/** Longest text whose search takes no time worth speaking of, in UTF-16 code units. */
const SEARCHED_CHARS = 200_000;

/**
 * Whether what an agent wrote speaks to who judges it. No form of question is proof against being talked round, so
 * such an answer is not judged at all.
 */
export function addressesJudge(written: string): boolean {
  const searched = written.slice(0, SEARCHED_CHARS);
  return salutesJudge(searched) || STEERS_JUDGE.some((pattern) => pattern.test(searched));
}
