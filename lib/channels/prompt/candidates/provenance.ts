import { isMap, parseDocument } from 'yaml';
import { invariant } from '#lib/platform/errors.ts';
import type { Provenance } from '../task/format.ts';

/**
 * The text of a task file with `provenance` in place of what it said before; comments and the order of keys stay.
 *
 * @param text A valid task file.
 */
export function withProvenance(text: string, provenance: Provenance): string {
  const document = parseDocument(text);
  invariant(isMap(document.contents), 'a task file is a mapping');
  document.set('provenance', document.createNode(provenance));
  return document.toString({ lineWidth: 0 });
}
