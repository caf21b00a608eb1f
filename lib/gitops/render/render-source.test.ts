// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of Flux are written so
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inheritedEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { findTools } from '../program/find.ts';
import type { RenderSpec } from '../types.ts';
import { folderOf, renderSource } from './render-source.ts';

const top = temporaryFolder('render');
afterAll(() => rmSync(top, { recursive: true, force: true }));
const tools = findTools({ searchPath: inheritedEnvironment(['PATH']).PATH ?? '' });
const NONE = { kustomize: null, helm: null };

const SPEC: RenderSpec = {
  path: './apps',
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

function render(files: Record<string, string | Buffer>, spec: Partial<RenderSpec> = {}, over: object = {}) {
  const folder = mkdtempSync(join(top, 'x-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return renderSource({ folder, skipped: [] }, { ...SPEC, ...spec }, { tools, valuesOf: () => null, ...over });
}

const map = (name: string, data = 'a: b') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  ${data}\n`;
const deployment = (name: string, image = 'nginx') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  replicas: 1\n  template:\n    spec:\n      containers:\n      - name: app\n        image: ${image}\n`;
const summary = ({ objects }: Awaited<ReturnType<typeof render>>) =>
  objects.map(({ object, file }) => [object.metadata.name, file]);

describe('plain folders', () => {
  test('are read without kustomize, with the file of each object', async () => {
    const files = {
      'apps/a.yaml': `${map('a')}---\n${map('b')}`,
      'apps/sub/c.yml': map('c'),
      'apps/d.json': '{}',
      'other/e.yaml': map('e'),
    };
    const rendering = await render(files, {}, { tools: NONE });
    expect(summary(rendering)).toEqual([
      ['a', 'apps/a.yaml'],
      ['b', 'apps/a.yaml'],
      ['c', 'apps/sub/c.yml'],
    ]);
    expect(rendering.notCompared).toEqual([]);
  });

  test('a half-broken file leaves the rest, and is told with its line', async () => {
    const files = {
      'apps/a.yaml': `${map('a')}---\nkind: [\n---\n${map('c')}`,
      'apps/b.yaml': 'hello\n',
      'apps/ok.yaml': map('ok'),
    };
    const rendering = await render(files);
    expect(summary(rendering).map(([name]) => name)).toEqual(['a', 'c', 'ok']);
    expect(rendering.notCompared).toMatchObject([
      {
        reason: 'not_rendered',
        subject: 'apps/a.yaml',
        detail: expect.stringMatching(/^apps\/a.yaml:\d+:\d+ is not valid YAML/),
      },
      {
        reason: 'not_rendered',
        subject: 'apps/b.yaml',
        detail: expect.stringContaining('apps/b.yaml:1:1 is no object'),
      },
    ]);
  });

  test.each([
    ['bytes that are no UTF-8', Buffer.from([0x61, 0x3a, 0xff, 0xfe]), 'is not UTF-8 text'],
    ['a file that is too large', Buffer.alloc(16_000_001, 0x20), 'is too large'],
    ['the same object twice', `${map('x')}---\n${map('x')}`, 'stands 2 times in git'],
  ])('%s: not compared', async (_, content, told) => {
    const { objects, notCompared } = await render({ 'apps/a.yaml': content, 'apps/ok.yaml': map('ok') });
    expect(objects).toHaveLength(1);
    expect(notCompared).toMatchObject([{ reason: 'not_rendered', detail: expect.stringContaining(told) }]);
  });

  test('an object of 5 MB is read', async () => {
    const { objects } = await render({ 'apps/a.yaml': map('big', `a: ${'x'.repeat(5_000_000)}`) });
    expect(JSON.stringify(objects).length).toBeGreaterThan(5_000_000);
  });

  test('a folder that is missing is told, and none lies outside', async () => {
    const { notCompared } = await render({ 'x.yaml': map('x') });
    expect(notCompared).toMatchObject([
      { subject: 'apps', detail: expect.stringContaining('There is no folder apps') },
    ]);
    expect([folderOf('../../etc'), folderOf('./a/../b/'), folderOf(''), folderOf('/')]).toEqual(['etc', 'b', '', '']);
  });
});

describe('what Flux adds', () => {
  test('owner labels, and common metadata over them', async () => {
    const { objects } = await render(
      { 'apps/a.yaml': map('a') },
      {
        owner: { name: 'apps', namespace: 'flux-system' },
        commonMetadata: { labels: { team: 'x' }, annotations: { note: 'y' } },
      },
    );
    expect(objects[0]?.object.metadata).toEqual({
      name: 'a',
      labels: {
        'kustomize.toolkit.fluxcd.io/name': 'apps',
        'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
        team: 'x',
      },
      annotations: { note: 'y' },
    });
  });

  const postBuild = (over: object) => ({ substitute: {}, substituteFrom: [], isAlways: false, ...over });

  test('variables, where text becomes what Kubernetes reads', async () => {
    const data = 'n: "${n}"\n  t: ${flag}\n  d: ${none:=x}\n  e: $${n}\n  l: ${list}';
    const { objects } = await render(
      { 'apps/a.yaml': map('${name}', data) },
      { postBuild: postBuild({ substitute: { name: 'q', n: '3', flag: 'yes', list: '[1, {a: b}]' } }) },
    );
    expect(objects[0]?.object).toMatchObject({
      metadata: { name: 'q' },
      data: { n: 3, t: true, d: 'x', e: '${n}', l: [1, { a: 'b' }] },
    });
  });

  test('nothing is replaced without variables, unless always', async () => {
    const files = { 'apps/a.yaml': map('a', 'd: ${none:=x}') };
    expect((await render(files, { postBuild: postBuild({}) })).objects[0]?.object.data).toEqual({ d: '${none:=x}' });
    expect((await render(files, { postBuild: postBuild({ isAlways: true }) })).objects[0]?.object.data).toEqual({
      d: 'x',
    });
  });

  test('marked objects stay as they are', async () => {
    const marked = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}}\ndata: {a: "\${x}"}\n`;
    const { objects } = await render({ 'apps/a.yaml': marked }, { postBuild: postBuild({ substitute: { x: '1' } }) });
    expect(objects[0]?.object.data).toEqual({ a: '${x}' });
  });

  test('references come in order, inline values win, a missing one stops unless optional', async () => {
    const reference = (name: string, isOptional = false) => ({ kind: 'ConfigMap' as const, name, isOptional });
    const valuesOf = ({ name }: { name: string }) =>
      ({ one: { a: '1', b: '1', c: '1' }, two: { b: '2\n', c: '2' } })[name] ?? null;
    const files = { 'apps/a.yaml': map('a', 'd: x${a}${b}${c}') };
    const spec = (last: boolean) => ({
      postBuild: postBuild({
        substitute: { c: '3' },
        substituteFrom: [reference('one'), reference('two'), reference('gone', last)],
      }),
    });
    expect((await render(files, spec(true), { valuesOf })).objects[0]?.object.data).toEqual({ d: 'x123' });
    expect((await render(files, spec(false), { valuesOf })).notCompared).toMatchObject([
      { reason: 'not_rendered', detail: expect.stringContaining('ConfigMap gone') },
    ]);
  });

  test('an object whose variables cannot be replaced is told, the others stand', async () => {
    const files = { 'apps/a.yaml': `${map('a', 'd: ${x')}---\n${map('b', 'd: ${y}')}---\n${map('c', 'd: "{${x}"')}` };
    const { objects, notCompared } = await render(
      files,
      { postBuild: postBuild({ substitute: { x: '1' } }) },
      { isStrict: true },
    );
    expect(objects.map(({ object }) => object.metadata.name)).toEqual(['c']);
    expect(notCompared.map(({ detail }) => detail)).toEqual([
      'ConfigMap a (apps/a.yaml): its variables cannot be replaced: missing closing brace.',
      'ConfigMap b (apps/a.yaml): its variables cannot be replaced: variable y is not set.',
    ]);
    const wrong = await render(files, { postBuild: postBuild({ substitute: { 'a-b': '1' } }) });
    expect(wrong.notCompared[0]?.detail).toContain('"a-b" cannot be the name of a variable');
  });
});

test('without kustomize, what needs it is told with the fix, and nothing is guessed', async () => {
  const { objects, notCompared } = await render(
    { 'apps/kustomization.yaml': 'resources: [a.yaml]', 'apps/a.yaml': map('a') },
    {},
    { tools: NONE },
  );
  expect(objects).toEqual([]);
  expect(notCompared).toMatchObject([{ reason: 'not_rendered', detail: expect.stringContaining('Install kustomize') }]);
});

describe.skipIf(tools.kustomize === null)(
  'kustomize (skipped where neither kustomize nor kubectl is installed)',
  () => {
    test('builds with bases outside of the folder, and says where objects come from', async () => {
      const rendering = await render({
        'apps/kustomization.yaml': 'resources: [../base]\nnamePrefix: p-\n',
        'base/kustomization.yaml': 'resources: [d.yaml]\nconfigMapGenerator:\n- name: g\n  literals: [a=b]\n',
        'base/d.yaml': deployment('d'),
      });
      expect(rendering.notCompared).toEqual([]);
      expect(summary(rendering)).toEqual([
        [expect.stringMatching(/^p-g-/), 'base/kustomization.yaml'],
        ['p-d', 'base/d.yaml'],
      ]);
      expect(rendering.objects.every(({ object }) => !JSON.stringify(object).includes('origin'))).toBe(true);
    });

    test('an annotation of origin that the repository asks for stays', async () => {
      const { objects } = await render({
        'apps/kustomization.yaml': 'resources: [a.yaml]\nbuildMetadata: [originAnnotations]\n',
        'apps/a.yaml': map('a'),
      });
      expect(objects[0]?.object.metadata.annotations).toEqual({ 'config.kubernetes.io/origin': 'path: a.yaml\n' });
    });

    test('applies what the Flux object says, also where it has to make the kustomization', async () => {
      const { objects, notCompared } = await render(
        {
          'apps/d.yaml': deployment('d'),
          'apps/broken.yaml': 'a: [\n',
          'apps/k/kustomization.yaml': 'resources: [c.yaml]',
          'apps/k/c.yaml': map('c'),
          'comp/kustomization.yaml':
            'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ncommonAnnotations: {comp: yes-it-is}\n',
        },
        {
          targetNamespace: 'shop',
          namePrefix: 'a-',
          nameSuffix: '-z',
          images: [{ name: 'nginx', newTag: '1.29' }],
          patches: [{ patch: '- op: replace\n  path: /spec/replicas\n  value: 4\n', target: { kind: 'Deployment' } }],
          components: ['../comp', '../gone'],
          ignoreMissingComponents: true,
        },
      );
      expect(notCompared).toMatchObject([{ subject: 'apps/broken.yaml' }]);
      expect(objects.map(({ object, file }) => [object.metadata.name, object.metadata.namespace, file])).toEqual([
        ['a-c-z', 'shop', 'apps/k/c.yaml'],
        ['a-d-z', 'shop', 'apps/d.yaml'],
      ]);
      expect(objects[1]?.object).toMatchObject({
        metadata: { annotations: { comp: 'yes-it-is' } },
        spec: { replicas: 4, template: { spec: { containers: [{ image: 'nginx:1.29' }] } } },
      });
    });

    test.each([
      ['another server', 'resources: ["https://example.com/x.yaml"]', 'lies on another server'],
      ['a git repository elsewhere', 'resources: ["github.com/a/b?ref=v1"]', 'lies on another server'],
      [
        'a file of this machine',
        'configMapGenerator: [{name: g, files: [p=/etc/passwd]}]',
        'leads out of the repository',
      ],
      ['a file in a base, in capitals', 'resources: [../base]', 'leads out of the repository'],
      ['generators in a folder', 'generators: [../gen]', 'only read from files'],
      [
        'a transformer that cannot be looked through',
        'resources: [a.yaml]\ntransformers: [twice.yaml]',
        'stands twice',
      ],
      ['a file above', 'resources: [../../../../etc/passwd]', 'leads out of the repository'],
      ['a patch above', 'resources: [a.yaml]\npatches: [{path: ../../x.yaml}]', 'leads out of the repository'],
      ['a transformer that reads above', 'resources: [a.yaml]\ntransformers: [t.yaml]', 'leads out of the repository'],
      ['a chart', 'helmCharts: [{name: x, repo: "https://example.com"}]', 'kustomize cannot build it'],
      ['a program', 'resources: [a.yaml]\ntransformers: [exec.yaml]', 'kustomize cannot build it'],
      ['a file that is not there', 'resources: [none.yaml]', 'none.yaml'],
      ['YAML that is none', 'resources: [', 'apps/kustomization.yaml:'],
      ['a list', '[a]', 'is no kustomization'],
    ])('refuses %s', async (_, kustomization, told) => {
      const { objects, notCompared } = await render({
        'apps/kustomization.yaml': kustomization,
        'apps/a.yaml': map('a'),
        'base/kustomization.yaml': 'ConfigMapGenerator: [{Name: g, FILES: [p=/etc/passwd]}]',
        'gen/kustomization.yaml': 'resources: [g.yaml]',
        'gen/g.yaml': 'apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: {name: g}\nfiles: [/etc/passwd]\n',
        'apps/twice.yaml':
          'apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: t}\npath: a\npath: /etc/passwd\n',
        'apps/t.yaml': 'apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: t}\npath: ../../../etc/passwd\n',
        'apps/exec.yaml':
          'apiVersion: x/v1\nkind: Own\nmetadata:\n  name: t\n  annotations:\n    config.kubernetes.io/function: "exec: {path: ./run.sh}"\n',
      });
      expect(objects).toEqual([]);
      expect(notCompared).toMatchObject([
        { reason: 'not_rendered', subject: 'apps', detail: expect.stringContaining(told) },
      ]);
      expect(notCompared[0]?.detail).not.toContain(top);
    });

    test('a Secret that is generated from an encrypted file is not compared', async () => {
      const { objects, notCompared } = await render({
        'apps/kustomization.yaml': 'secretGenerator: [{name: s, files: [secret.env]}]',
        'apps/secret.env': 'a=ENC[AES256_GCM,data:x]\nsops_mac=ENC[AES256_GCM,data:y]\n',
      });
      expect(objects).toEqual([]);
      expect(notCompared).toMatchObject([{ detail: expect.stringContaining('encrypted in git') }]);
    });

    test('leaves the checkout as it was', async () => {
      const folder = mkdtempSync(join(top, 'x-'));
      writeFileSync(join(folder, 'a.yaml'), map('a'));
      const twice = { ...SPEC, path: '', namePrefix: 'p-' };
      for (const _ of [1, 2]) {
        const { objects } = await renderSource({ folder, skipped: [] }, twice, { tools, valuesOf: () => null });
        expect(objects.map(({ object }) => object.metadata.name)).toEqual(['p-a']);
        expect(readdirSync(folder)).toEqual(['a.yaml']);
      }
    });

    test('reads plain files as kustomize does', async () => {
      const traps =
        'yes: yes\n  no: No\n  oct: 010\n  oct2: 0o10\n  hex: 0x1F\n  under: 1_000\n  exp: 1e3\n  sexa: 12:30:45\n  ts: 2020-01-01\n  ts2: 2001-12-14t21:59:43.10-05:00\n  nul: ~\n  nine: 09\n  eq: =\n  ver: 1.10\n  bin: !!binary aGVsbG8=\n  anchor: &A {k: v}\n  merge: {<<: *A, m: 1}\n  block: |\n    a\n     b\n  fold: >-\n    a\n    b\n  uni: é\n  emoji: "😀"';
      const files = { 'apps/a.yaml': `${map('a', traps)}---\n${map('b')}` };
      const plain = await render(files);
      const built = await render({ ...files, 'apps/kustomization.yaml': 'resources: [a.yaml]' });
      expect(built.notCompared).toEqual([]);
      expect(plain.objects).toEqual(built.objects);
    });
  },
);
