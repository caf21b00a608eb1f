import { flagName, refKey } from '#lib/flagd/definition.ts';
import { editFlags } from '#lib/flagd/edit/edit-flags.ts';
import type { FlagFileText } from '#lib/flagd/edit/types.ts';
import type { FlagRef, GitFlags, LiveFlags } from '#lib/flagd/types.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import { hashOf } from '../flags/compare.ts';

/** The change of git that makes a flag's live side its own. */
export interface PlannedSync {
  /** Relative to the folder of flag files. */
  file: string;
  before: string;
  after: string;
  /** Of the flag as flagd serves it; null where it serves none. */
  liveHash: string | null;
}

/**
 * Plans how a flag as flagd serves it goes to git.
 *
 * @throws TidemarkError `unavailable` where flagd is not read; `conflict` where git cannot be read whole, the flag does
 *   not differ any more, or its file cannot be changed safely.
 */
export function planSync(
  ref: FlagRef,
  git: { flags: GitFlags; files: readonly FlagFileText[] },
  live: LiveFlags,
): PlannedSync {
  if ('notCompared' in live) throw new TidemarkError('unavailable', live.notCompared.detail);
  const key = refKey(ref);
  const [fault] = git.flags.notCompared;
  const isUnclear = git.flags.unclear.some((each) => refKey(each) === key);
  if (fault !== undefined && (isUnclear || !git.flags.isWhole)) throw new TidemarkError('conflict', fault.detail);
  const gitFlag = git.flags.flags.find((flag) => refKey(flag.ref) === key);
  const liveFlag = live.flags.find((flag) => refKey(flag.ref) === key);
  if (stableJson(gitFlag?.definition) === stableJson(liveFlag?.definition)) {
    throw new TidemarkError('conflict', `The ${flagName(ref)} is as git says by now: there is nothing to bring there.`);
  }
  const edit = { ref, definition: liveFlag?.definition ?? null, source: liveFlag?.source ?? null };
  const result = editFlags(git.files, edit);
  if ('refused' in result) throw new TidemarkError('conflict', result.refused);
  return { ...result.edited, liveHash: hashOf(liveFlag) };
}
