import type { JsonObject } from '../types.ts';
import { objectIn, stringIn } from '../values/json.ts';
import { type Difference, isGitops } from './context.ts';
import type { OwnedFields } from './ownership/owned-fields.ts';
import { type Path, pathText } from './path.ts';
import type { Walked } from './walk.ts';

const METADATA: Path = { parent: null, step: { field: 'metadata' } };
const RECORD: Path = { parent: METADATA, step: { field: 'managedFields' } };
const UID: Path = { parent: METADATA, step: { field: 'uid' } };

/** Where the finding lies that an object was made anew. */
export const UID_PATH = pathText(UID);

/** What to hold the record of owners against. */
export interface RecordFacts {
  entries: readonly OwnedFields[];
  expected: JsonObject;
  live: JsonObject;
  gitopsManager: string | null;
  /** uid at the last comparison; null where none is known. */
  lastSeenUid: string | null;
}

/**
 * Whether the record of owners cannot be believed: fields that are as git asks have no owner, or have
 * others only. Who changes or removes fields takes them over, so the GitOps controller's entry ends with its last one.
 */
export function isRecordLost({ entries, gitopsManager, expected }: RecordFacts, record: Walked['record']): boolean {
  if (gitopsManager === null) return entries.length === 0 && record.hasUntouched;
  const own = entries.filter(({ writer }) => isGitops(writer, gitopsManager));
  if (own.length === 0) return record.hasUntouched;
  // An entry of another version may name the same fields otherwise.
  return record.hasUnowned && own.every(({ apiVersion }) => apiVersion === expected.apiVersion);
}

/** The finding that the record of owners was removed, wholly or for fields that git holds. */
export function lostRecord({ gitopsManager }: RecordFacts): Difference {
  const expected = gitopsManager === null ? {} : { expected: `an entry of ${gitopsManager} (Apply)` };
  return { kind: 'ownership-lost', path: RECORD, ...expected, writer: null };
}

/** Updates in the GitOps controller's name, which itself only applies; its own finalizers and status aside. */
export function forgedEntries({ entries, gitopsManager }: RecordFacts): Difference[] {
  const forged = entries.filter(({ writer, fields }) => {
    const isInItsName = writer.manager === gitopsManager && writer.operation === 'Update';
    return isInItsName && writer.subresource === null && !hasOnlyFinalizers(fields);
  });
  return forged.map(({ writer }) => ({
    kind: 'ownership-lost',
    path: RECORD,
    live: `an entry of ${writer.manager} (Update)`,
    writer,
  }));
}

function hasOnlyFinalizers(fields: JsonObject): boolean {
  const inMetadata = Object.keys(objectIn(fields, 'f:metadata')).filter((name) => name !== '.');
  return Object.keys(fields).every((name) => name === 'f:metadata') && inMetadata.join() === 'f:finalizers';
}

/** The finding that the object was deleted and made anew since it was last seen. */
export function recreation({ live, lastSeenUid }: RecordFacts): Difference[] {
  const uid = stringIn(objectIn(live, 'metadata'), 'uid');
  if (lastSeenUid === null || uid === null || uid === lastSeenUid) return [];
  return [{ kind: 'ownership-lost', path: UID, expected: lastSeenUid, live: uid, writer: null }];
}
