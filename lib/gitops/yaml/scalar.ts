/**
 * How a plain scalar is read: `kustomize` as kustomize reads files (go-yaml 3: yes and no are text, dates are times),
 * `kubernetes` as sigs.k8s.io/yaml reads what is applied (go-yaml 2: yes, no, on, off, y and n are booleans).
 */
export type YamlDialect = 'kustomize' | 'kubernetes';

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const BOOLEANS = new Map<string, boolean>([
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const OLD_BOOLEANS = new Map<string, boolean>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const RADIX: Readonly<Record<string, number>> = { x: 16, o: 8, b: 2 };
const WHOLE = /^([-+]?)0([xXoObB])([0-9a-fA-F]+)$/;
const OLD_OCTAL = /^([-+]?)0([0-7]+)$/;
const NUMBER_START = /^[-+.0-9]/;
const NOT_FINITE = /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/;
const DATE =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|\s+)(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9}))?\s*(Z|[-+]\d{2}:\d{2})?)?$/;

/** What a plain scalar stands for; NaN where it is no number that JSON can hold. */
export function readPlain(text: string, dialect: YamlDialect): null | boolean | number | string {
  if (NULLS.has(text)) return null;
  const truth = BOOLEANS.get(text) ?? (dialect === 'kubernetes' ? OLD_BOOLEANS.get(text) : undefined);
  if (truth !== undefined) return truth;
  // Everything else that is no text begins with a digit, a sign or a point.
  if (!NUMBER_START.test(text)) return text;
  if (NOT_FINITE.test(text)) return Number.NaN;
  const time = dialect === 'kustomize' ? readTime(text) : null;
  return time ?? readNumber(text) ?? text;
}

/** Underscores between digits are skipped, `010` is eight as in YAML 1.1, `09` is nine. */
export function readNumber(text: string): number | null {
  if (!/^[-+.]?[0-9]/.test(text) && !/^[-+]\.[0-9]/.test(text)) return null;
  const plain = text.replaceAll('_', '');
  const [, sign, letter = '', digits = ''] = WHOLE.exec(plain) ?? [];
  if (sign !== undefined) return signed(sign, Number.parseInt(digits, RADIX[letter.toLowerCase()]), digits, letter);
  const octal = OLD_OCTAL.exec(plain);
  if (octal !== null) return signed(octal[1] ?? '', Number.parseInt(octal[2] ?? '', 8), '', '');
  return FLOAT.test(plain) ? Number(plain) : null;
}

/** Null where a digit is too large for its base: such text is no number. */
function signed(sign: string, value: number, digits: string, letter: string): number | null {
  const allowed = { o: /^[0-7]+$/, b: /^[01]+$/ }[letter.toLowerCase()];
  if (allowed !== undefined && !allowed.test(digits)) return null;
  return sign === '-' ? 0 - value : value;
}

/** A date or time in the form that kustomize writes it again (RFC 3339); null where the text is none. */
function readTime(text: string): string | null {
  const found = DATE.exec(text);
  if (found === null) return null;
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = found;
  const two = (part: string) => part.padStart(2, '0');
  const date = `${year}-${two(month)}-${two(day)}`;
  const clock = `${two(hour)}:${two(minute)}:${two(second)}`;
  const isReal =
    !Number.isNaN(Date.parse(`${date}T${clock}Z`)) && new Date(`${date}T00:00:00Z`).getUTCDate() === Number(day);
  if (!isReal) return null;
  const digits = fraction.replace(/0+$/, '');
  return `${date}T${clock}${digits === '' ? '' : `.${digits}`}${zone === '+00:00' ? 'Z' : zone}`;
}
