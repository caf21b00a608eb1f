import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import type { Checkout } from '../source/types.ts';
import type { RenderSpec } from '../types.ts';
import { keptSource } from './kept-source.ts';

const top = temporaryFolder('kept');
afterAll(() => rmSync(top, { recursive: true, force: true }));
const { signal } = new AbortController();

const SPEC: RenderSpec = {
  path: 'apps',
  targetNamespace: null,
  namePrefix: null,
  nameSuffix: null,
  patches: [],
  components: [],
  ignoreMissingComponents: false,
  images: [],
  buildMetadata: [],
  commonMetadata: null,
  postBuild: null,
  owner: null,
};
const REGION = { kind: 'ConfigMap', name: 'region', isOptional: false } as const;
const WITH_VARIABLES = { ...SPEC, postBuild: { substitute: {}, substituteFrom: [REGION], isAlways: false } };

const keptOf = (spec: RenderSpec = SPEC, region = 'eu') =>
  keptSource({
    repository: 'fleet',
    ignore: null,
    spec,
    tools: { kustomize: null, helm: null },
    valuesOf: () => ({ region }),
  });

function checkout(commit: string, manifest: string | null): Checkout {
  const folder = mkdtempSync(join(top, 'x-'));
  if (manifest !== null) {
    mkdirSync(join(folder, 'apps'));
    writeFileSync(join(folder, 'apps', 'a.yaml'), manifest);
  }
  const date = new Date('2026-03-01T12:00:00Z');
  const times = { head: commit, committedAt: date, fetchedAt: date };
  const state = { commit, ...times, history: 'same', signature: { kind: 'unverified' }, problem: null } as const;
  return { folder, state, skipped: [] };
}

const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

test('needs no files once it is known at a commit, and gives a rendering of its own each time', async () => {
  const first = keptOf();
  expect(first.isKnownAt('known')).toBe(false);
  const rendering = await first.of(checkout('known', MAP), signal);
  expect(rendering.objects.map(({ object }) => object.metadata.name)).toEqual(['a']);
  const again = keptOf();
  expect(again.isKnownAt('known')).toBe(true);
  const recalled = await again.of(checkout('known', null), signal);
  expect(recalled).toEqual(rendering);
  expect(recalled.objects[0]).not.toBe(rendering.objects[0]);
});

test('is not known at another commit, of another spec, or with other variables', async () => {
  await keptOf(WITH_VARIABLES).of(checkout('made', MAP), signal);
  expect(keptOf(WITH_VARIABLES).isKnownAt('made')).toBe(true);
  expect(keptOf(WITH_VARIABLES).isKnownAt('other')).toBe(false);
  expect(keptOf(WITH_VARIABLES, 'us').isKnownAt('made')).toBe(false);
  expect(keptOf({ ...WITH_VARIABLES, owner: { name: 'apps', namespace: 'flux' } }).isKnownAt('made')).toBe(false);
});

test('of a commit that moved on meanwhile takes the files, not what was known', async () => {
  await keptOf().of(checkout('old', MAP), signal);
  const kept = keptOf();
  expect(kept.isKnownAt('old')).toBe(true);
  const { objects } = await kept.of(checkout('new', MAP.replace('name: a', 'name: b')), signal);
  expect(objects.map(({ object }) => object.metadata.name)).toEqual(['b']);
});

test('that something is missing of is done anew', async () => {
  const { notCompared } = await keptOf().of(checkout('broken', 'a: [\n'), signal);
  expect(notCompared).toHaveLength(1);
  expect(keptOf().isKnownAt('broken')).toBe(false);
});
