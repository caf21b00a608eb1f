import { globMatcher } from '../glob.ts';
import { SubstitutionError } from './types.ts';

/** Longest value that a pattern is cut from: the work grows with its square. */
const MAX_TRIMMED_CHARS = 4_000;

/** What an operator makes of a variable's value, by Flux's envsubst: of the bash it is named after it knows less. */
export function applyOperator(operator: string, value: string, operands: readonly string[]): string {
  const [first = '', second] = operands;
  switch (operator) {
    case ',':
      return firstChar(value, (char) => char.toLowerCase());
    case ',,':
      return value.toLowerCase();
    case '^':
      return firstChar(value, (char) => char.toUpperCase());
    case '^^':
      return value.toUpperCase();
    case '#':
      return operands.length === 0 ? String(Buffer.byteLength(value)) : trimPrefix(value, first, 'shortest');
    case '##':
      return trimPrefix(value, first, 'longest');
    case '%':
      return reversed(trimPrefix(reversed(value), reversed(first), 'shortest'));
    case '%%':
      return reversed(trimPrefix(reversed(value), reversed(first), 'longest'));
    case ':':
      return substring(value, first, second);
    case '/':
      return value.replace(first, () => second ?? '');
    case '//':
      return value.split(first).join(second ?? '');
    case '/#':
      return second !== undefined && value.startsWith(first) ? second + value.slice(first.length) : value;
    case '/%':
      return second !== undefined && value.endsWith(first)
        ? value.slice(0, value.length - first.length) + second
        : value;
    default:
      return value === '' ? operands.join('') : value;
  }
}

function firstChar(value: string, change: (char: string) => string): string {
  const [first = '', ...rest] = value;
  return change(first) + rest.join('');
}

function trimPrefix(value: string, pattern: string, which: 'shortest' | 'longest'): string {
  const chars = [...value];
  if (chars.length > MAX_TRIMMED_CHARS) {
    throw new SubstitutionError(`a value of more than ${MAX_TRIMMED_CHARS} characters is not cut by a pattern`);
  }
  const lengths = Array.from(chars, (_, at) => at + 1);
  if (which === 'longest') lengths.reverse();
  const fits = globMatcher(pattern);
  const length = lengths.find((each) => fits(chars.slice(0, each).join('')));
  return length === undefined ? value : chars.slice(length).join('');
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

/** Counted in bytes; what is no number leaves the value as it is. */
function substring(value: string, from: string, length: string | undefined): string {
  const bytes = Buffer.from(value);
  if (!isInteger(from)) return value;
  const at = Number(from) < 0 ? Math.max(0, bytes.length + Number(from)) : Number(from);
  if (length === undefined) return bytes.subarray(at).toString();
  if (!isInteger(length)) return value;
  const end = Number(length) < 0 ? bytes.length + Number(length) : at + Number(length);
  return end < at ? '' : bytes.subarray(at, end).toString();
}

function isInteger(text: string): boolean {
  return /^[-+]?[0-9]+$/.test(text);
}
