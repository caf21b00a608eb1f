import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { findTools } from './find.ts';

const top = temporaryFolder('programs');
afterAll(() => rmSync(top, { recursive: true, force: true }));

/** A folder with programs of these names. */
function folderWith(...names: string[]): string {
  const folder = mkdtempSync(join(top, 'bin-'));
  for (const name of names) {
    writeFileSync(join(folder, name), '#!/bin/sh\n');
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

test('kustomize comes before kubectl, and what a person set before both', () => {
  const [both, kubectl] = [folderWith('kustomize', 'kubectl', 'helm'), folderWith('kubectl')];
  expect(findTools({ searchPath: `relative:${both}` })).toEqual({
    kustomize: { command: join(both, 'kustomize'), words: ['build'] },
    helm: { command: join(both, 'helm'), words: [] },
  });
  expect(findTools({ searchPath: kubectl })).toEqual({
    kustomize: { command: join(kubectl, 'kubectl'), words: ['kustomize'] },
    helm: null,
  });
  expect(findTools({ searchPath: both, kustomize: join(kubectl, 'kubectl') }).kustomize?.words).toEqual(['kustomize']);
});

test('what is no program is none', () => {
  const folder = folderWith();
  writeFileSync(join(folder, 'kustomize'), '', { mode: 0o644 });
  expect(findTools({ searchPath: folder })).toEqual({ kustomize: null, helm: null });
  expect(findTools({ searchPath: '' })).toEqual({ kustomize: null, helm: null });
  expect(() => findTools({ searchPath: '', helm: join(folder, 'none') })).toThrow('is no program');
});
