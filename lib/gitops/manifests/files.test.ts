import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { listFolder } from './files.ts';

const top = temporaryFolder('walk');
afterAll(() => rmSync(top, { recursive: true, force: true }));

test('finds manifests below, and takes a folder with its own kustomization as one', () => {
  for (const path of [
    'a.yaml',
    'b.yml',
    'c.json',
    'd/e.yaml',
    'k/kustomization.yml',
    'k/x.yaml',
    'd/z/Kustomization',
  ]) {
    mkdirSync(join(top, dirname(path)), { recursive: true });
    writeFileSync(join(top, path), '');
  }
  symlinkSync('/etc', join(top, 'link'));
  symlinkSync('a.yaml', join(top, 'f.yaml'));
  expect(listFolder(top)).toEqual({
    kustomization: null,
    manifests: ['a.yaml', 'b.yml', 'd/e.yaml'],
    kustomizations: ['d/z', 'k'],
  });
  expect(listFolder(join(top, 'k')).kustomization).toBe('kustomization.yml');
});
