import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { atStart, readYamlFiles, type TextFile } from '#lib/yaml/file.ts';
import type { FileProblem } from '#lib/yaml/problem.ts';

/**
 * Reads the golden tasks at `path`, a folder or one file. Only what lies directly in the folder is a task, so a YAML file
 * further down is a problem: somebody would believe that it is gated.
 *
 * @throws TidemarkError `not_found` when there is no such path or the folder holds no YAML file.
 */
export async function readTaskFiles(path: string): Promise<{ files: TextFile[]; problems: FileProblem[] }> {
  const { files, problems } = await readYamlFiles(path);
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  const deeper = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => /[/\\]/.test(relative(path, file)))
    .sort();
  const told = `lies below ${path}, where no task is read: move it up, or out of this folder`;
  return { files, problems: [...problems, ...deeper.map((file) => atStart(file, told))] };
}
