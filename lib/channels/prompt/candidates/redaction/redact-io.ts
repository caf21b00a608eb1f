import { storable } from '#lib/runs/storable.ts';
import { readJson } from '../read-json.ts';
import { SECRET_FIELD } from './patterns.ts';
import { redact, sumCounts } from './redact.ts';
import { placeholder, type Redacted, type RedactionCounts } from './types.ts';

/**
 * Takes secrets and personal data out of what an agent reported. In JSON each text is looked at by itself, so that line
 * breaks, quotes and escapes hide nothing, and a field such as `password` is taken whole; anything else is one text. What
 * Postgres and YAML cannot keep is replaced.
 */
export function redactIo(text: string): Redacted {
  const value = readJson(text);
  // Numbers and words alone are as good as text.
  if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return redact(storable(text));
  const found: RedactionCounts[] = [];
  const clean = (part: string): string => {
    const { text: cleaned, counts } = /^\s*[[{]/.test(part) ? redactInner(part) : redact(storable(part));
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

/** JSON within a text of JSON, such as the arguments of a tool call; where nothing is taken out it stays as written. */
function redactInner(part: string): Redacted {
  const { text, counts } = redactIo(part);
  return { text: Object.keys(counts).length === 0 ? storable(part) : text, counts };
}

function redactNumber(value: number, clean: (text: string) => string): number | string {
  const text = String(value);
  const cleaned = clean(text);
  return cleaned === text ? value : cleaned;
}
