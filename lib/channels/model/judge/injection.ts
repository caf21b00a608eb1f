import { salutesJudge } from '#lib/judging/injection.ts';

const STEERS_JUDGE = [
  /\b(ignore|disregard|forget|override)\b.{0,40}\b(previous|prior|above|earlier|other|all|your)\b.{0,20}\b(instructions?|rules|criteria|prompts?)\b/is,
  /\bverdict\b\W{0,8}(is|to|of|as|must be|should be)?\W{0,8}(same|better|worse|different)\b/i,
];

/**
 * Whether an answer speaks to who judges it. No form of question is proof against being talked round, so a pair with
 * such an answer gets no verdict at all.
 */
export function addressesJudge(output: string): boolean {
  return salutesJudge(output) || STEERS_JUDGE.some((pattern) => pattern.test(output));
}
