import { existsSync, realpathSync } from 'node:fs';
import { devNull } from 'node:os';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { openGit } from '#lib/git/open.ts';
import type { Git } from '#lib/git/types.ts';

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

/** Path of a file or folder from the top of the work tree, with forward slashes; null where it lies outside. */
export function pathInTree({ top }: WorkTree, path: string): string | null {
  const inside = relative(top, realPath(resolve(path)));
  return inside === '' || inside.startsWith('..') || resolve(inside) === inside ? null : inside.split(sep).join('/');
}

/** `path` without links; a file that is missing stays what it is in its folder. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const folder = dirname(path);
  return existsSync(folder) ? join(realpathSync(folder), basename(path)) : path;
}
