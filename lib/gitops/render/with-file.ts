import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Does `work` while a file holds `content`; afterwards it is what it was, so that a checkout serves many renderings. */
export async function withFile<T>(file: string, content: string, work: () => Promise<T>): Promise<T> {
  const before = existsSync(file) ? readFileSync(file) : null;
  writeFileSync(file, content);
  try {
    return await work();
  } finally {
    if (before === null) rmSync(file, { force: true });
    else writeFileSync(file, before);
  }
}
