const ADDRESSES_JUDGE = [
  /\b(ignore|disregard|forget|override)\b.{0,40}\b(previous|prior|above|earlier|other|all|your)\b.{0,20}\b(instructions?|rules|criteria|prompts?)\b/is,
  /\b(dear|attention|note to( the)?|message to( the)?|you are( now)?( the)?)\s+(the\s+)?(judge|grader|evaluator|reviewer)\b/i,
  /\bverdict\b\W{0,8}(is|to|of|as|must be|should be)?\W{0,8}(same|better|worse|different)\b/i,
];

/**
 * Whether an answer speaks to who judges it. No form of question is proof against being talked round, so a pair with
 * such an answer gets no verdict at all.
 */
export function addressesJudge(output: string): boolean {
  return ADDRESSES_JUDGE.some((pattern) => pattern.test(output));
}
