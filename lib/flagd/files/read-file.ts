import type { Json, JsonObject } from '#lib/kubernetes/types.ts';
import { isJsonList, memberOf, objectIn } from '#lib/kubernetes/values/json.ts';
import { flawsOf } from '#lib/yaml/describe.ts';
import type { FileProblem } from '#lib/yaml/problem.ts';
import { definitionOf, type WrittenFlag } from '../definition.ts';
import type { GitFlag } from '../types.ts';
import { nestedEvaluators, refersTo, withEvaluators } from './evaluators.ts';
import { type FlagText, readText } from './read-text.ts';
import { fileShape, flagListShape, flagMapShape } from './shape.ts';

/** A flag of one file, before files are put together. */
export interface FileFlag extends Omit<GitFlag, 'ref'> {
  key: string;
  /** Why it is not told what flagd makes of it; null where it is. */
  obstacle: string | null;
}

/** What a file of flags holds. A file with a problem gives no flag at all, as in flagd. */
export type FlagFile = { flags: FileFlag[] } | { problems: FileProblem[] };

/**
 * Reads a file of flags as flagd reads it: shared rules written out, the set's metadata given to each flag. Never throws.
 *
 * @param file its path, which names problems; the ending decides between JSON and YAML
 */
export function readFlagFile(file: string, text: string): FlagFile {
  const read = readText(file, text);
  if ('problems' in read) return read;
  const outer = fileShape.safeParse(read.value);
  if (!outer.success) return { problems: read.place(flawsOf(outer.error.issues, read.value, [])) };

  const evaluators = outer.data.$evaluators ?? {};
  const written = withEvaluators(memberOf(read.value, 'flags') ?? null, evaluators);
  const shape = isJsonList(written) ? flagListShape : flagMapShape;
  const parsed = shape.safeParse(written);
  if (!parsed.success) return { problems: read.place(flawsOf(parsed.error.issues, written, ['flags'])) };

  const metadata = withEvaluatorsIn(outer.data.metadata ?? {}, evaluators);
  const nested = new Set(nestedEvaluators(evaluators));
  const entries: [string | number, string, WrittenFlag][] = Array.isArray(parsed.data)
    ? parsed.data.map((flag, index) => [index, flag.key, flag])
    : Object.entries(parsed.data).map(([key, flag]) => [key, key, flag]);
  return {
    flags: entries.map(([step, key, flag]) => ({
      key,
      definition: definitionOf(flag, metadata),
      file,
      line: read.locate(['flags', step]).line,
      obstacle: refersTo(rawFlag(read, step), nested) ? NESTED : null,
    })),
  };
}

const NESTED =
  'it uses a shared rule ($evaluators) that refers to another one, which flagd writes out or not from one start to the next. Write the inner rule out';

function rawFlag({ value }: FlagText, step: string | number): Json {
  const flags = memberOf(value, 'flags');
  return (isJsonList(flags) ? flags[Number(step)] : objectIn(value, 'flags')[step]) ?? null;
}

function withEvaluatorsIn(members: JsonObject, evaluators: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).map(([key, value]) => [key, withEvaluators(value, evaluators)]));
}
