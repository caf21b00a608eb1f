import type { Json } from '../types.ts';
import type { Difference } from './context.ts';
import { type Hides, isHiddenMember } from './hashes.ts';
import { type Path, pathText } from './path.ts';
import type { Finding, ShownValue } from './types.ts';

/** Writes a difference out; values that must not be shown never leave this place. */
export function findingOf({ kind, path, expected, live, writer, isOfDryRun }: Difference, hides: Hides): Finding {
  const hidden = hides !== null && isHiddenAt(path, hides) ? { hidden: hides } : null;
  const shown = (value: Json): ShownValue => hidden ?? { shown: value };
  return {
    kind,
    path: pathText(path),
    ...(expected !== undefined && { expected: shown(expected) }),
    ...(live !== undefined && { live: shown(live) }),
    writer,
    ...(isOfDryRun && { isOfDryRun }),
  };
}

/** The whole object holds its hidden members as well. */
function isHiddenAt(path: Path | null, hides: Hides): boolean {
  let outermost = path;
  while (outermost?.parent) outermost = outermost.parent;
  return outermost === null || ('field' in outermost.step && isHiddenMember(outermost.step.field, hides));
}
