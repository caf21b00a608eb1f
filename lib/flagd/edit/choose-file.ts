import type { JsonObject } from '#lib/kubernetes/types.ts';
import { isJsonObject, objectIn, stringIn } from '#lib/kubernetes/values/json.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import { readText } from '../files/read-text.ts';
import type { FlagEdit, FlagFileText } from './types.ts';

/**
 * The file that a flag is added to: one whose set says nothing that the flag does not bear; among those the one that flagd has it from, else the one with the
 * most flags. Null where git has none.
 */
export function fileForNew(files: readonly FlagFileText[], { ref, definition, source }: FlagEdit): FlagFileText | null {
  const fitting = files.flatMap((each) => {
    const read = readText(each.file, each.text);
    if ('problems' in read) return [];
    const flags = objectIn(read.value, 'flags');
    const isMap = isJsonObject(read.value) && isJsonObject(read.value.flags ?? {});
    const set = objectIn(read.value, 'metadata');
    const isOfSet = (stringIn(set, 'flagSetId') || null) === ref.flagSetId;
    return isMap && isOfSet && isWithin(set, definition?.metadata ?? {})
      ? [{ each, count: Object.keys(flags).length }]
      : [];
  });
  const named = fitting.find(({ each }) => source !== null && nameOf(source) === nameOf(each.file));
  const [fullest] = fitting.toSorted((one, other) => other.count - one.count);
  return (named ?? fullest)?.each ?? null;
}

/** A new file for a flag of a set that git has no file of; JSON where most files are. */
export function newFile(files: readonly FlagFileText[], { ref: { flagSetId } }: FlagEdit): FlagFileText {
  const json = files.filter(({ file }) => file.endsWith('.json')).length;
  const ending = json * 2 > files.length ? 'json' : 'yaml';
  const name = (flagSetId ?? 'flags').replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '') || 'flags';
  const taken = new Set(files.map(({ file }) => file));
  const free = [name, ...Array.from({ length: 99 }, (_, at) => `${name}-${at + 2}`)].find(
    (each) => !taken.has(`${each}.${ending}`),
  );
  const set = flagSetId === null ? {} : { metadata: { flagSetId } };
  const text = ending === 'json' ? `${JSON.stringify({ ...set, flags: {} }, null, 2)}\n` : yamlOf(flagSetId);
  return { file: `${free ?? name}.${ending}`, text };
}

function isWithin(set: JsonObject, metadata: JsonObject): boolean {
  return Object.entries(set).every(([name, value]) => stableJson(metadata[name]) === stableJson(value));
}

function yamlOf(flagSetId: string | null): string {
  const set = flagSetId === null ? '' : `metadata:\n  flagSetId: ${JSON.stringify(flagSetId)}\n`;
  return `${set}flags: {}\n`;
}

function nameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
