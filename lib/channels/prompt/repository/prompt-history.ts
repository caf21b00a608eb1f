import { LOCAL_TIMEOUT_MS } from '#lib/git/limits.ts';
import { entryAt } from '#lib/git/tree.ts';
import type { Git } from '#lib/git/types.ts';
import { PROMPT_HISTORY_COMMITS } from '#lib/policy/thresholds.ts';
import type { PromptSource } from '../sources/types.ts';
import { promptHash } from '../task/hash.ts';
import { readTexts } from './tree.ts';

/** A prompt as it once was. */
export interface PastPrompt {
  commit: string;
  prompt: PromptSource;
}

/**
 * The newest revision of a prompt file with one of `hashes`, among the commits up to `head` that touched it; null where
 * none of the latest has.
 */
export async function findPrompt(
  git: Git,
  { head, path, hashes }: { head: string; path: string; hashes: readonly string[] },
  signal?: AbortSignal,
): Promise<PastPrompt | null> {
  const options = signal === undefined ? {} : { signal };
  const count = `--max-count=${PROMPT_HISTORY_COMMITS}`;
  const listed = await git.run(['rev-list', count, head, '--', path], { timeoutMs: LOCAL_TIMEOUT_MS, ...options });
  for (const commit of listed.split('\n').filter((line) => line !== '')) {
    const entry = await entryAt(git, commit, path);
    const [file] = entry === null ? [] : (await readTexts(git, [entry])).files;
    if (file === undefined) continue;
    const hash = promptHash(file.text);
    if (hashes.includes(hash)) return { commit, prompt: { path, text: file.text, promptHash: hash } };
  }
  return null;
}
