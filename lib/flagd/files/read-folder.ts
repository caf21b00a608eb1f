import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { KUSTOMIZATION_FILES } from '#lib/gitops/manifests/files.ts';
import { readTextFile } from '#lib/yaml/file.ts';
import { formatProblem } from '#lib/yaml/problem.ts';
import type { GitFlags } from '../types.ts';
import { mergeFiles } from './merge-files.ts';
import { type FlagFile, readFlagFile } from './read-file.ts';

/**
 * The flags of all .json, .yaml and .yml files below a folder; links and kustomizations are passed over. Never throws:
 * what cannot be read is told, and a folder without any file of flags is never taken for one without flags.
 *
 * @param folder absolute
 * @param shown the folder as a person knows it, e.g. `feature-flags`
 */
export async function readFlagFolder(folder: string, shown: string): Promise<GitFlags> {
  let files: string[];
  try {
    files = flagFilesIn(folder);
  } catch (error) {
    return unread(shown, `the folder cannot be read (${codeOf(error)}). Check its path in the repository.`);
  }
  if (files.length === 0) {
    return unread(shown, 'the folder holds no .json, .yaml or .yml file. Check its path in the repository.');
  }
  const read: { file: string; content: FlagFile }[] = [];
  for (const file of files) {
    const text = await readTextFile(join(folder, file));
    const content = 'text' in text ? readFlagFile(file, text.text) : { problems: [{ ...text, file }] };
    read.push({ file, content });
  }
  const broken = read.flatMap(({ file, content }) => {
    if (!('problems' in content)) return [];
    const detail = content.problems.slice(0, MAX_TOLD).map(formatProblem).join('; ');
    return [{ reason: 'not_rendered' as const, subject: `flags of ${shown}/${file}`, detail }];
  });
  const merged = mergeFiles(read.flatMap(({ content }) => ('flags' in content ? content.flags : [])));
  return { ...merged, isWhole: broken.length === 0, notCompared: [...broken, ...merged.notCompared] };
}

/** Problems of one file that are told at once. */
const MAX_TOLD = 5;

function unread(shown: string, problem: string): GitFlags {
  const subject = `flags of ${shown}`;
  const notCompared = [{ reason: 'not_rendered' as const, subject, detail: `${shown}: ${problem}` }];
  return { flags: [], unclear: [], isWhole: false, notCompared };
}

/** Without the path, which is this machine's. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
}

/** The files that may hold flags, relative to `folder`, in the order of their names. @throws where it cannot be read. */
export function flagFilesIn(folder: string): string[] {
  return filesOf(folder, '').toSorted();
}

function filesOf(folder: string, below: string): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return filesOf(folder, path);
    const isKustomization = KUSTOMIZATION_FILES.some((name) => name === entry.name);
    return entry.isFile() && /\.(json|ya?ml)$/.test(entry.name) && !isKustomization ? [path] : [];
  });
}
