import { stableJson } from '#lib/platform/stable-json.ts';
import { flagName, refFrom, refKey } from '../definition.ts';
import type { GitFlags } from '../types.ts';
import type { FileFlag } from './read-file.ts';

/** Puts the flags of several files together. A flag that files define differently is told: which one wins, flagd's own settings say. */
export function mergeFiles(all: readonly FileFlag[]): Omit<GitFlags, 'isWhole'> {
  const byRef = Map.groupBy(
    all.map(({ key, ...rest }) => ({ ...rest, ref: refFrom(key, rest.definition.metadata) })),
    ({ ref }) => refKey(ref),
  );
  const merged: Omit<GitFlags, 'isWhole'> = { flags: [], unclear: [], notCompared: [] };
  for (const same of byRef.values()) {
    const [first, ...others] = same;
    if (first === undefined) continue;
    const { obstacle, ...flag } = first;
    const other = others.find(({ definition }) => stableJson(definition) !== stableJson(first.definition));
    const at = `${first.file}:${first.line}`;
    const why =
      other === undefined
        ? obstacle
        : `it is defined differently at ${other.file}:${other.line}, and which one wins depends on the order of flagd's sources. Remove one`;
    if (why === null) {
      merged.flags.push(flag);
      continue;
    }
    merged.unclear.push(first.ref);
    merged.notCompared.push({ reason: 'not_rendered', subject: flagName(first.ref), detail: `${at}: ${why}.` });
  }
  return merged;
}
