import type { z } from 'zod';

type FieldErrors = Record<string, string>;

/** What is wrong with `body`, by field, in words for the person who typed it; empty when it fits. */
export function fieldErrors(schema: z.ZodType, body: unknown): FieldErrors {
  const parsed = schema.safeParse(body);
  const errors: FieldErrors = {};
  for (const issue of parsed.error?.issues ?? []) errors[issue.path.join('.')] ??= wordsFor(issue);
  return errors;
}

/** Zod explains itself to programmers; forms say the same to people. Our own messages pass unchanged. */
function wordsFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return issue.origin === 'string' ? `At most ${issue.maximum} characters.` : `At most ${issue.maximum}.`;
    case 'invalid_type':
      return issue.expected === 'int' ? 'A whole number.' : 'Needed.';
    case 'invalid_value':
      return 'Choose one of the list.';
    case 'invalid_format':
      return FORMAT_WORDS[issue.format] ?? sentence(issue.message);
    default:
      return sentence(issue.message);
  }
}

const FORMAT_WORDS: Record<string, string> = {
  url: 'An address that starts with http:// or https://.',
  email: 'An e-mail address, such as name@example.org.',
};

function tooSmall(issue: z.core.$ZodIssueTooSmall): string {
  const isDefault = issue.message.startsWith('Too small');
  if (!isDefault) return sentence(issue.message);
  if (issue.origin === 'string') return issue.minimum === 1 ? 'Needed.' : `At least ${issue.minimum} characters.`;
  if (issue.origin === 'array') return 'Choose at least one.';
  return issue.inclusive === false ? `More than ${issue.minimum}.` : `At least ${issue.minimum}.`;
}

/** A message of the contract or the server as a sentence of its own: `Is taken.` */
export function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return text.endsWith('.') ? text : `${text}.`;
}
