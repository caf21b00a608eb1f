/** Numbers as people read them, the same in sentences, tables and the command line. Null prints as a dash. */

const NOT_MEASURED = '–';
const NO_BREAK_SPACE = '\u00a0';

/** Below this a p-value is printed as smaller than it. */
const SMALLEST_PRINTED_P = 0.00001;

const counts = new Intl.NumberFormat('en-GB');

/**
 * A share between 0 and 1 as a percentage: `62 %`, below ten `9.4 %`. Never rounds to 0 or 100 what is neither:
 * `<0.1 %`, `>99.9 %`. The space does not break.
 */
export function formatShare(share: number | null): string {
  if (share === null) return NOT_MEASURED;
  return `${percentDigits(share * 100)}${NO_BREAK_SPACE}%`;
}

function percentDigits(percent: number): string {
  if (percent > 0 && percent < 0.05) return '<0.1';
  if (percent < 100 && percent > 99.95) return '>99.9';
  const oneDecimal = percent < 9.95 || (percent < 100 && percent >= 99.5);
  return String(Number(percent.toFixed(oneDecimal ? 1 : 0)));
}

/** A p-value with its sign: `p = 0.31`, `p = 0.00002`, `p < 0.00001`. Two significant digits, one below 0.001. */
export function formatP(p: number | null): string {
  if (p === null) return `p${NO_BREAK_SPACE}=${NO_BREAK_SPACE}${NOT_MEASURED}`;
  if (p < SMALLEST_PRINTED_P) return join('p', '<', decimal(SMALLEST_PRINTED_P, 1));
  return join('p', '=', decimal(p, p < 0.001 ? 1 : 2));
}

function join(...parts: string[]): string {
  return parts.join(NO_BREAK_SPACE);
}

function decimal(value: number, significantDigits: number): string {
  return new Intl.NumberFormat('en-GB', { maximumSignificantDigits: significantDigits }).format(value);
}

/** An amount of US dollars: `$1,234.50`, `$0.12`, below a cent `$0.0034`, `<$0.0001`. */
export function formatUsd(usd: number | null): string {
  if (usd === null) return NOT_MEASURED;
  if (usd > 0 && usd < 0.00005) return '<$0.0001';
  const digits = usd > 0 && usd < 0.00995 ? 4 : 2;
  const amount = new Intl.NumberFormat('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `$${amount.format(usd)}`;
}

/** A duration in its two largest units: `850 ms`, `1.2 s`, `1 min 5 s`, `2 h 3 min`, `4 d 5 h`. */
export function formatDurationMs(durationMs: number | null): string {
  if (durationMs === null) return NOT_MEASURED;
  if (durationMs < 999.5) return join(String(Math.round(durationMs)), 'ms');
  if (durationMs < 9950) return join(String(Number((durationMs / 1000).toFixed(1))), 's');
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 60) return join(String(seconds), 's');
  if (seconds < 3600) return twoUnits(seconds, 60, 'min', 1, 's');
  if (seconds < 86_400) return twoUnits(seconds, 3600, 'h', 60, 'min');
  return twoUnits(seconds, 86_400, 'd', 3600, 'h');
}

function twoUnits(seconds: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((seconds % large) / small);
  const head = [counts.format(Math.floor(seconds / large)), largeName];
  return join(...head, ...(rest === 0 ? [] : [String(rest), smallName]));
}

/** A whole number with its noun: `1 prompt`, `1,250 prompts`; without a noun just `1,250`. */
export function formatCount(count: number | null, noun?: string, plural = `${noun}s`): string {
  const digits = count === null ? NOT_MEASURED : counts.format(count);
  if (noun === undefined) return digits;
  return `${digits} ${count === 1 ? noun : plural}`;
}
