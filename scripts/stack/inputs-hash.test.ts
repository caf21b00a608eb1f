import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { hashInputs } from './inputs-hash.ts';

describe('hashInputs', () => {
  let root: string;
  let before: string;
  const hash = () => hashInputs(root, ['app', 'package-lock.json', 'missing.ts']);
  const write = (file: string, text: string) => writeFileSync(join(root, file), text);

  beforeEach(() => {
    root = temporaryFolder('hash');
    mkdirSync(join(root, 'app/deep'), { recursive: true });
    write('app/a.ts', 'a');
    write('app/deep/b.ts', 'b');
    write('package-lock.json', '{}');
    before = hash();
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('does not depend on when files were written', () => {
    write('app/a.ts', 'a');
    expect(hash()).toBe(before);
  });

  it.each([
    ['a file changes', () => write('app/deep/b.ts', 'c')],
    ['a file appears', () => write('app/c.ts', '')],
    ['a file goes', () => rmSync(join(root, 'app/a.ts'))],
    ['a missing input appears', () => write('missing.ts', '')],
    [
      'text moves from one file to the next',
      () => {
        write('app/a.ts', '');
        write('app/deep/b.ts', 'ab');
      },
    ],
  ])('changes when %s', (_, change) => {
    change();
    expect(hash()).not.toBe(before);
  });

  it.each(['app/a.test.ts', 'app/view.test.tsx', 'app/.hidden', 'elsewhere.ts'])('does not look at %s', (file) => {
    write(file, 'x');
    expect(hash()).toBe(before);
  });
});
