const SALUTATION =
  /\b(dear|attention|note to( the)?|message to( the)?|you are( now)?( the)?)\s+(the\s+)?(judge|grader|evaluator|reviewer)\b/i;

/** Whether a text addresses whoever judges it. */
export function salutesJudge(text: string): boolean {
  return SALUTATION.test(text);
}
