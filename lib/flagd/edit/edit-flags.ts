import { stableJson } from '#lib/platform/stable-json.ts';
import { flagName, refFrom, refKey } from '../definition.ts';
import { mergeFiles } from '../files/merge-files.ts';
import { readFlagFile } from '../files/read-file.ts';
import type { GitFlags } from '../types.ts';
import { fileForNew, newFile } from './choose-file.ts';
import { editText } from './edit-text.ts';
import type { EditResult, FlagEdit, FlagFileText } from './types.ts';

/**
 * The change of one file that makes git say of a flag what is asked, and of everything else what it said before. What
 * cannot be changed so (anchors shared by several flags, metadata of a set, a flag defined twice) is refused in words.
 *
 * @param files every file of the folder of flag files that holds flags
 */
export function editFlags(files: readonly FlagFileText[], edit: FlagEdit): EditResult {
  const key = refKey(edit.ref);
  const holding = files.filter(({ file, text }) => holds(file, text, key));
  const [first, second] = holding;
  if (second !== undefined)
    return refused(edit, `it stands in several files (${holding.map(({ file }) => file).join(', ')})`);
  if (first === undefined && edit.definition === null) return refused(edit, 'git has no such flag');
  const known = first ?? fileForNew(files, edit);
  const target = known ?? newFile(files, edit);
  const after = editText(target.file, target.text, edit.ref.key, edit.definition);
  if (after === null) return refused(edit, `${target.file} is not written in a way that can be changed safely`);
  const next = [...files.filter(({ file }) => file !== target.file), { file: target.file, text: after }];
  const fault = faultOf(meaningOf(files), meaningOf(next), edit);
  if (fault !== null) return refused(edit, `${target.file}: ${fault}`);
  return { edited: { file: target.file, before: known === null ? '' : target.text, after } };
}

function refused({ ref }: FlagEdit, why: string): EditResult {
  return { refused: `The change of ${flagName(ref)} cannot be made by itself: ${why}. Change git by hand.` };
}

function holds(file: string, text: string, key: string): boolean {
  const read = readFlagFile(file, text);
  return 'flags' in read && read.flags.some((flag) => refKey(refFrom(flag.key, flag.definition.metadata)) === key);
}

/** What files mean to flagd, and how many of them it cannot read. */
function meaningOf(files: readonly FlagFileText[]): { merged: Omit<GitFlags, 'isWhole'>; unread: number } {
  const read = files.map(({ file, text }) => readFlagFile(file, text));
  const merged = mergeFiles(read.flatMap((each) => ('flags' in each ? each.flags : [])));
  return { merged, unread: read.filter((each) => 'problems' in each).length };
}

/** What a change does besides what it shall, or does not; null where it does exactly that. */
function faultOf(
  before: ReturnType<typeof meaningOf>,
  after: ReturnType<typeof meaningOf>,
  { ref, definition }: FlagEdit,
): string | null {
  if (after.unread > before.unread) return 'flagd would not read the file any more';
  const own = refKey(ref);
  const flagsOf = ({ merged }: ReturnType<typeof meaningOf>) =>
    new Map(merged.flags.map((flag) => [refKey(flag.ref), stableJson(flag.definition)]));
  const [was, is] = [flagsOf(before), flagsOf(after)];
  const wanted = definition === null ? undefined : stableJson(definition);
  if (is.get(own) !== wanted) return 'the flag would not become the one that flagd serves';
  const others = [...new Set([...was.keys(), ...is.keys()])].filter((each) => each !== own);
  const unclear = (each: ReturnType<typeof meaningOf>) =>
    each.merged.unclear
      .map(refKey)
      .filter((key) => key !== own)
      .join();
  if (others.some((each) => was.get(each) !== is.get(each)) || unclear(before) !== unclear(after))
    return 'other flags would change with it';
  return null;
}
