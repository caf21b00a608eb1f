import { replaceCards } from './card.ts';
import { replaceIbans } from './iban.ts';
import { type Pattern, PERSONAL_PATTERNS, SECRET_PATTERNS } from './patterns.ts';
import { placeholder, REDACTED_KINDS, type Redacted, type RedactedKind, type RedactionCounts } from './types.ts';

/**
 * Takes secrets and personal data out of a text, each replaced by what it was. Time is linear in the text's length.
 * Applied to its own result it changes nothing.
 */
export function redact(text: string): Redacted {
  const counts: RedactionCounts = {};
  const put = (kind: RedactedKind) => () => {
    counts[kind] = (counts[kind] ?? 0) + 1;
    return placeholder(kind);
  };
  const replaceAll = (from: string, patterns: readonly Pattern[]) =>
    patterns.reduce(
      (rest, { kind, pattern }) => rest.replace(pattern, (_found, kept: string) => `${kept}${put(kind)()}`),
      from,
    );
  const withoutSecrets = replaceAll(text, SECRET_PATTERNS);
  const withoutAccounts = replaceCards(replaceIbans(withoutSecrets, put('IBAN')), put('card number'));
  return { text: replaceAll(withoutAccounts, PERSONAL_PATTERNS), counts };
}

/** Sums of what was taken out of several texts. */
export function sumCounts(all: readonly RedactionCounts[]): RedactionCounts {
  const sums: RedactionCounts = {};
  for (const kind of REDACTED_KINDS) {
    const sum = all.reduce((total, counts) => total + (counts[kind] ?? 0), 0);
    if (sum > 0) sums[kind] = sum;
  }
  return sums;
}
