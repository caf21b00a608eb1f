/** Digits in groups, as people write card numbers: single spaces or dashes between digits. */
const DIGIT_RUN = /(?<![\d.])\d(?:[ -]?\d){12,}/g;

/** Card numbers have 13 to 19 digits (ISO/IEC 7812-1). */
const FEWEST = 13;
const MOST = 19;

/** First digits of the schemes that people pay with: 2 and 5 Mastercard, 3 American Express and JCB, 4 Visa, 6 others. */
const FIRST_DIGITS = '23456';

/** Takes card numbers out that pass the Luhn check, in whole groups of digits. */
export function replaceCards(text: string, put: () => string): string {
  return text.replace(DIGIT_RUN, (run) => replaceInRun(run, put));
}

/** A run may hold more than the number, such as an expiry date: whole groups are tried. Linear, as none is long. */
function replaceInRun(run: string, put: () => string): string {
  const groups = run.split(/([ -])/);
  const out: string[] = [];
  for (let at = 0; at < groups.length; ) {
    const end = cardEnd(groups, at);
    if (end === null) out.push(groups[at] ?? '');
    else out.push(put());
    at = end ?? at + 1;
  }
  return out.join('');
}

/** Index behind a card number that begins with the group at `from`, of the usual length where there is one; or null. */
function cardEnd(groups: readonly string[], from: number): number | null {
  const usual = groups[from]?.startsWith('3') ? 15 : 16;
  if (!FIRST_DIGITS.includes(groups[from]?.[0] ?? '')) return null;
  let digits = '';
  let best: number | null = null;
  for (let at = from; at < groups.length; at += 2) {
    digits += groups[at] ?? '';
    if (digits.length > MOST) break;
    if (digits.length < FEWEST || !passesLuhn(digits)) continue;
    if (digits.length === usual) return at + 1;
    best = at + 1;
  }
  return best;
}

/** The check digit of ISO/IEC 7812-1 annex B: every second digit from the right is doubled, cross-summed. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighted = index % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}
