import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { WorkTree } from '#lib/git/work-tree.ts';

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
