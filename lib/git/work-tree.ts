import { existsSync, realpathSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';
import { openGit } from './open.ts';
import type { Git } from './types.ts';

/** A checked-out repository of the user's; it is read and never written to by git. */
export interface WorkTree {
  /** Its top folder, without links. */
  top: string;
  git: Git;
}

/** The work tree that `folder` lies in; null outside of one. */
export function findWorkTree(folder: string): WorkTree | null {
  if (!existsSync(folder)) return null;
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    // A file in linked work trees and submodules, else a folder.
    if (existsSync(join(at, '.git'))) return { top: at, git: openGit(at, { url: '', secret: null }, devNull) };
    if (at === dirname(at)) return null;
  }
}
