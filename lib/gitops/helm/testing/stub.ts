import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import type { Tool } from '../../types.ts';

/** A program that answers as helm would, in a folder of its own; `script` is its body. */
export function helmStub(script: string): Tool & { folder: string } {
  const folder = temporaryFolder('helm-stub');
  const command = join(folder, 'helm');
  writeFileSync(command, `#!${process.execPath}\n${script}`);
  chmodSync(command, 0o755);
  return { command, words: [], folder };
}
