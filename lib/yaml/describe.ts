import type { z } from 'zod';
import { assertNever } from '../platform/errors.ts';

type Issue = z.core.$ZodIssue;

/** One thing wrong with a value: where it stands and why. */
export interface Flaw {
  path: readonly PropertyKey[];
  /** The offending key of the mapping at `path`, where the key itself is the flaw. */
  key?: string;
  reason: string;
}

/**
 * Turns schema issues about `value`, which stands at `path` of the file, into flaws that say what was found there
 * and what belongs there.
 */
export function flawsOf(issues: readonly Issue[], value: unknown, path: readonly PropertyKey[]): Flaw[] {
  return issues.flatMap((issue) => {
    const place = [...path, ...issue.path];
    if (issue.code !== 'unrecognized_keys') {
      return [{ path: place, reason: `${nameOf(place)} ${fault(issue, valueAt(value, issue.path))}` }];
    }
    const where = place.length === 0 ? '' : ` in ${nameOf(place)}`;
    return issue.keys.map((key) => ({ path: place, key, reason: `unknown key "${key}"${where}` }));
  });
}

/** What is wrong with `value`, to follow its name. */
function fault(issue: Exclude<Issue, { code: 'unrecognized_keys' }>, value: unknown): string {
  if (value === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${EXPECTED[issue.expected] ?? issue.expected}, ${found(value)}`;
    case 'invalid_value':
      return `must be ${listed(issue.values)}, ${found(value)}`;
    case 'invalid_union':
      return `${unionFault(issue)}, ${found(value)}`;
    case 'too_small':
      return `must have ${amount(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)}`;
    case 'too_big':
      return `must have ${amount(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)}`;
    case 'invalid_key':
    case 'invalid_element':
    case 'invalid_format':
    case 'not_multiple_of':
    case 'custom':
      return issue.message;
    default:
      return assertNever(issue);
  }
}

const EXPECTED: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

function unionFault(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  return 'options' in issue && Array.isArray(issue.options) ? `must be ${listed(issue.options)}` : issue.message;
}

function listed(values: readonly unknown[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(', ')}`;
}

/** The last named step of a path, quoted, with its list position: `"messages"[0]`. */
function nameOf(path: readonly PropertyKey[]): string {
  const from = path.findLastIndex((step) => typeof step === 'string');
  if (from === -1) return 'the file';
  const positions = path.slice(from + 1).map((step) => `[${String(step)}]`);
  return `"${String(path[from])}"${positions.join('')}`;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

function found(value: unknown): string {
  const quoteHint =
    typeof value === 'number' || typeof value === 'boolean' ? ' (put it in quotes if text is meant)' : '';
  return `found ${show(value)}${quoteHint}`;
}

function show(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

function amount(origin: string, bound: string, limit: number | bigint): string {
  const unit = origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '';
  return unit === '' ? `a value of ${bound} ${limit}` : `${bound} ${limit}${unit}`;
}
