import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { inheritedEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import type { HelmReleasePlan } from '../flux/types.ts';
import { findTools } from '../program/find.ts';
import type { Tool } from '../types.ts';
import { renderRelease } from './render-release.ts';
import { TEST_PLAN } from './testing/plan.ts';
import { helmStub } from './testing/stub.ts';

const top = temporaryFolder('charts');
afterAll(() => rmSync(top, { recursive: true, force: true }));
const { helm } = findTools({ searchPath: inheritedEnvironment(['PATH']).PATH ?? '' });

const CHART = {
  'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
  'charts/web/values.yaml': 'a: chart\nb: chart\n',
  'charts/web/templates/map.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-map\ndata:\n  a: {{ .Values.a | quote }}\n  b: {{ .Values.b | quote }}\n  ns: {{ .Release.Namespace }}\n',
  'charts/web/templates/random.yaml':
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: random\nstringData:\n  p: {{ randAlphaNum 20 }}\n',
  'charts/web/templates/hook.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: hook\n  annotations: {helm.sh/hook: pre-install}\n',
};

function render(
  program: Tool | null,
  over: Partial<HelmReleasePlan> = {},
  files: Record<string, string> = CHART,
  values: Record<string, string> | null = null,
) {
  const folder = mkdtempSync(join(top, 'x-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return renderRelease(
    { folder },
    { ...TEST_PLAN, ...over },
    { helm: program, valuesOf: () => values, cluster: { version: 'v1.36.0', apiVersions: ['apps/v1'] } },
  );
}

const stubs: string[] = [];
afterAll(() => {
  for (const folder of stubs) rmSync(folder, { recursive: true, force: true });
});
function stub(script: string): Tool {
  const { folder, ...tool } = helmStub(script);
  stubs.push(folder);
  return tool;
}

/** Prints its words and values as a ConfigMap, below the name of a template. */
const ECHO = `
const values = process.argv[process.argv.indexOf('--values') + 1];
const data = { args: process.argv.slice(2).filter((word) => word !== values).join(' '), values: require('fs').readFileSync(values, 'utf8'), env: Object.keys(process.env).join(' ') };
console.log('---\\n# Source: web/templates/a.yaml\\n' + JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data }));
`;

test('without helm it is told with the fix', async () => {
  const { objects, notCompared } = await render(null);
  expect(objects).toEqual([]);
  expect(notCompared).toMatchObject([
    { reason: 'not_rendered', subject: 'HelmRelease shop/web', detail: expect.stringContaining('Install helm') },
  ]);
});

test('helm is given the release, its values and what the cluster knows, and nothing else', async () => {
  const valuesFrom = [{ kind: 'ConfigMap' as const, name: 'v', isOptional: false, key: 'values.yaml' }];
  const { objects, notCompared } = await render(stub(ECHO), { valuesFrom, values: { a: { x: 1 } } }, CHART, {
    'values.yaml': 'a: {x: 0, z: 2}\n',
  });
  expect(notCompared).toEqual([]);
  expect(objects).toMatchObject([{ file: 'charts/web/templates/a.yaml', isEncrypted: false }]);
  expect(objects[0]?.object).toMatchObject({
    metadata: {
      labels: {
        'helm.toolkit.fluxcd.io/name': 'web',
        'helm.toolkit.fluxcd.io/namespace': 'shop',
        'app.kubernetes.io/managed-by': 'Helm',
        team: 'x',
      },
      annotations: { 'meta.helm.sh/release-name': 'web', 'meta.helm.sh/release-namespace': 'prod' },
    },
    data: {
      args: 'template web ./charts/web --namespace prod --values --no-hooks --skip-tests --kube-version v1.36.0 --api-versions apps/v1',
      values: '{"a":{"x":1,"z":2}}',
      env: expect.not.stringContaining('TIDEMARK'),
    },
  });
});

test.each([
  ['fails', stub('console.error("Error: boom"); process.exit(1)'), {}, null, 'helm said: Error: boom'],
  ['has no chart', stub(ECHO), { chart: '../../etc/none' }, null, 'there is no chart etc/none'],
  [
    'lacks values',
    stub(ECHO),
    { valuesFrom: [{ kind: 'Secret' as const, name: 's', isOptional: false, key: 'k' }] },
    null,
    'key k of Secret s, which cannot be read',
  ],
  [
    'has broken values',
    stub(ECHO),
    { valuesFrom: [{ kind: 'Secret' as const, name: 's', isOptional: false, key: 'k' }] },
    { k: 'secret: [' },
    'cannot be read as YAML',
  ],
  ['lacks a values file', stub(ECHO), { valuesFiles: ['none.yaml'] }, null, 'values file none.yaml is not there'],
])('a release that %s is told', async (_, program, over, values, told) => {
  const { objects, notCompared } = await render(program, over, CHART, values);
  expect(objects).toEqual([]);
  expect(notCompared).toMatchObject([{ detail: expect.stringContaining(told) }]);
  expect(notCompared[0]?.detail).not.toMatch(/secret: \[|tidemark-charts/);
});

test('the chart has the version that was installed', async () => {
  const script = `
const metadata = require('fs').readFileSync('charts/web/Chart.yaml', 'utf8');
console.log(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { metadata } }));
`;
  const { objects } = await render(stub(script));
  expect(objects[0]?.object.data).toEqual({
    metadata: 'apiVersion: v2\nname: web\nversion: "0.1.0+5f3c0c9d7a3d"\n',
  });
});

test.each([
  ['0.2.0', 'its chart is at version 0.2.0 in git, and 0.1.0+5f3c0c9d7a3d is installed'],
  ['[', 'Chart.yaml cannot be read as YAML'],
])('a chart of version %s is not the one that was installed', async (version, told) => {
  const files = { ...CHART, 'charts/web/Chart.yaml': `apiVersion: v2\nname: web\nversion: ${version}\n` };
  const { objects, notCompared } = await render(stub(ECHO), {}, files);
  expect(objects).toEqual([]);
  expect(notCompared).toMatchObject([{ detail: expect.stringContaining(told) }]);
});

test.each([
  ['templates/a.yaml', 'a: {{ .Values.lookup }}{{ nowhere }}', null],
  ['templates/a.yaml', 'a: {{ .Values.a }} lookup now', null],
  ['values.yaml', 'a: "{{ now }}"', null],
  ['templates/a.yaml', 'a: {{ now | date "2006" }}', 'templates/a.yaml uses now'],
  ['templates/_a.tpl', '{{- $x :=\n (lookup "v1" "Secret" "a" "b") }}', 'templates/_a.tpl uses lookup'],
  ['templates/a.yaml', 'a: {{ .Release.Revision }}', 'uses .Release.Revision'],
  [
    'charts/sub/templates/a.yaml',
    'a: {{ if .Release.IsInstall }}',
    'charts/sub/templates/a.yaml uses .Release.IsInstall',
  ],
  ['templates/a.yaml', '{{ if $.Capabilities.APIVersions.Has "x/v1" }}', 'templates/a.yaml uses .Capabilities'],
  ['charts/sub-1.0.0.tgz', '', 'charts/sub-1.0.0.tgz is packed'],
])('%s with %j', async (file, text, told) => {
  const { uncertain } = await render(stub(ECHO), {}, { ...CHART, [`charts/web/${file}`]: text });
  if (told === null) expect(uncertain).toBeNull();
  else expect(uncertain).toContain(told);
});

test.skipIf(helm === null)('a chart is rendered by helm (skipped where helm is not installed)', async () => {
  const { objects, notCompared } = await render(
    helm,
    { valuesFiles: ['charts/prod.yaml'], values: { b: 'own' } },
    { ...CHART, 'charts/prod.yaml': 'a: file\n' },
  );
  expect(objects).toMatchObject([
    {
      file: 'charts/web/templates/map.yaml',
      object: { metadata: { name: 'web-map' }, data: { a: 'file', b: 'own', ns: 'prod' } },
    },
  ]);
  expect(notCompared).toMatchObject([
    { subject: 'Secret random', detail: expect.stringContaining('differently each time') },
  ]);
});
