import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { checkStructure } from './check.ts';
import { importsOf } from './imports.ts';

describe('importsOf', () => {
  const imports = (source: string) => importsOf('lib/a/b.tsx', source).map(({ to, typeOnly }) => ({ to, typeOnly }));

  it.each([
    ["import { x } from '#lib/c.ts';", 'lib/c.ts', false],
    ["import x from './c.ts';", 'lib/a/c.ts', false],
    ["import * as x from '../c.ts';", 'lib/c.ts', false],
    ["import './effect.css';", 'lib/a/effect.css', false],
    ["import { readFile } from 'node:fs/promises';", 'node:fs/promises', false],
    ["import type { X } from './c.ts';", 'lib/a/c.ts', true],
    ["import { type X, type Y } from './c.ts';", 'lib/a/c.ts', true],
    ["import { type X, y } from './c.ts';", 'lib/a/c.ts', false],
    ["export { x } from './c.ts';", 'lib/a/c.ts', false],
    ["export type { X } from './c.ts';", 'lib/a/c.ts', true],
    ["export * from './c.ts';", 'lib/a/c.ts', false],
    ["const x = await import('./c.ts');", 'lib/a/c.ts', false],
  ])('reads %s', (source, to, typeOnly) => {
    expect(imports(source)).toEqual([{ to, typeOnly }]);
  });

  it('names the line', () => {
    expect(importsOf('lib/a.ts', "// one\n\nimport { x } from './b.ts';")).toMatchObject([{ line: 3 }]);
  });
});

describe('checkStructure', () => {
  let root: string;
  beforeEach(() => {
    root = temporaryFolder('structure');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function check(files: Record<string, string>): string[] {
    for (const [file, source] of Object.entries(files)) {
      mkdirSync(join(root, dirname(file)), { recursive: true });
      writeFileSync(join(root, file), source);
    }
    return checkStructure(root).violations.map(({ file, line, message }) => `${file}:${line} ${message}`);
  }

  it('accepts the arrows of the design', () => {
    expect(
      check({
        'app/page.tsx': "import { Card } from '#components/card.tsx';\nimport { load } from '#lib/load.ts';",
        'components/card.tsx': "import { LABELS } from '#lib/labels.ts';\nimport type { Row } from '#lib/load.ts';",
        'lib/labels.ts': 'export const LABELS = {};',
        'lib/load.ts': "import pg from 'pg';\nexport const load = pg;",
        'lib/load.test.ts': "import { start } from '#demo/gateway.ts';",
      }),
    ).toEqual([]);
  });

  it.each([
    [
      'lib imports the worker',
      { 'lib/a.ts': "import { x } from '#worker/b.ts';" },
      /^lib\/a\.ts:1 lib must not import worker/,
    ],
    ['lib imports it as a type', { 'lib/a.ts': "import type { X } from '#app/b.ts';" }, /lib must not import app/],
    [
      'the worker imports the command line',
      { 'worker/a.ts': "import { x } from '#cli/b.ts';" },
      /worker must not import cli/,
    ],
    [
      'a component imports the console',
      { 'components/a.tsx': "import { x } from '#app/b.ts';" },
      /components must not import app/,
    ],
    [
      'a channel imports another',
      { 'lib/channels/model/a.ts': "import { x } from '../prompt/b.ts';" },
      /channel model must not import channel prompt/,
    ],
    [
      'the product imports a test helper',
      { 'lib/a.ts': "import { x } from './testing/b.ts';" },
      /lib\/testing\/b\.ts is for tests only/,
    ],
    [
      'files import each other',
      {
        'lib/a.ts': "import { b } from './b.ts';",
        'lib/b.ts': "import { c } from './c.ts';",
        'lib/c.ts': "import { a } from './a.ts';",
      },
      /circular import: lib\/a\.ts → lib\/b\.ts → lib\/c\.ts → lib\/a\.ts/,
    ],
    [
      'a component reaches the database by a detour',
      {
        'components/a.tsx': "import { b } from '#lib/b.ts';",
        'lib/b.ts': "import { c } from './c.ts';",
        'lib/c.ts': "import pg from 'pg';",
      },
      /components\/a\.tsx → lib\/b\.ts → lib\/c\.ts → pg/,
    ],
  ])('finds it when %s', (_, files, expected) => {
    expect(check(files)).toEqual([expect.stringMatching(expected)]);
  });

  it('lets files share types in a circle', () => {
    expect(
      check({ 'lib/a.ts': "import { b } from './b.ts';", 'lib/b.ts': "import type { A } from './a.ts';" }),
    ).toEqual([]);
  });
});
