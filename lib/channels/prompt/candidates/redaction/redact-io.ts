import { nestsTooDeep } from '#lib/platform/canonical-json.ts';
import { SECRET_FIELD } from './patterns.ts';
import { redact, sumCounts } from './redact.ts';
import { placeholder, type Redacted, type RedactionCounts } from './types.ts';

/**
 * Takes secrets and personal data out of what an agent reported. In JSON each text is looked at by itself, so that line
 * breaks and quotes are what they were, and a field such as `password` is taken whole; anything else is one text.
 */
export function redactIo(text: string): Redacted {
  const value = readJson(text);
  if (value === undefined) return redact(text);
  const found: RedactionCounts[] = [];
  const clean = (part: string): string => {
    const { text: cleaned, counts } = redact(part);
    found.push(counts);
    return cleaned;
  };
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return clean(part);
    // A number may be a card's.
    if (typeof part === 'number') return redactNumber(part, clean);
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, field]) => [clean(name), walkField(name, field)]));
  };
  const walkField = (name: string, field: unknown): unknown => {
    if (typeof field !== 'string' || field === '' || !SECRET_FIELD.test(name)) return walk(field);
    found.push({ password: 1 });
    return placeholder('password');
  };
  const cleaned = JSON.stringify(walk(value));
  return { text: cleaned, counts: sumCounts(found) };
}

function redactNumber(value: number, clean: (text: string) => string): number | string {
  const text = String(value);
  const cleaned = clean(text);
  return cleaned === text ? value : cleaned;
}

/** The object or array that `text` is; undefined where it is neither or nests too deep. */
function readJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return nestsTooDeep(text) ? undefined : value;
  } catch {
    return undefined;
  }
}
