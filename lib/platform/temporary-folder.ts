import { mkdtempSync, readdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'tidemark-';
/** The process id of the owner stands in the name, so that nothing has to be read to know whether it is gone. */
const NAME = /^tidemark-[a-z0-9]+-(\d+)-/;

/** A new folder below the system's temporary one, for `purpose` (one word). Whoever made it removes it. */
export function temporaryFolder(purpose: string): string {
  return mkdtempSync(join(realpathSync(tmpdir()), `${PREFIX}${purpose}-${process.pid}-`));
}

/** Temporary folders below `parent` whose makers ended without removing them. */
export function abandonedFolders(parent: string = realpathSync(tmpdir())): string[] {
  return readdirSync(parent)
    .filter((name) => {
      const pid = NAME.exec(name)?.[1];
      return pid !== undefined && isGone(Number(pid));
    })
    .map((name) => join(parent, name));
}

/** Whether no process of this id exists; one of another account does. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
