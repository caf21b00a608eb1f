import { describe, expect, it } from 'vitest';
import { applied } from '../testing/applied.ts';
import { compared, GITOPS, widget } from '../testing/comparison.ts';
import { testSchema } from '../testing/schema.ts';
import type { JsonObject, KubeObject } from '../types.ts';
import { shownSides } from './shown-sides.ts';

const GIT = widget({
  replicas: 2,
  size: '1000m',
  parts: [
    { name: 'a', image: 'web:1' },
    { name: 'b', image: 'b:1' },
  ],
});

/** What is shown where the live side is git's, applied, with other values and a record of who wrote them. */
function shown(expected: KubeObject, change: (live: KubeObject) => KubeObject, isStrict = true) {
  const kind = expected.kind === 'Secret' ? 'Secret' : 'Widget';
  const schema = testSchema(kind);
  const live = change(applied(expected, schema, GITOPS));
  const { findings } = compared(expected, { live, isStrict });
  return shownSides({ expected, live, schema, findings, isEncrypted: false, ignoredPointers: [] });
}

const withSpec = (live: KubeObject, spec: JsonObject): KubeObject => ({ ...live, spec });

describe('shownSides', () => {
  it('differ in what was found, not in spelling', () => {
    const { expected, live } = shown(GIT, (object) =>
      withSpec(object, {
        replicas: 5,
        size: '1',
        parts: [
          { name: 'b', image: 'b:1' },
          { name: 'a', image: 'web:2', mode: 'debug' },
        ],
      }),
    );
    expect(expected).toBe(`apiVersion: test.example/v1
kind: Widget
metadata:
  name: w
  namespace: "n"
spec:
  parts:
  - image: web:1
    name: a
  - image: b:1
    name: b
  replicas: 2
  size: 1000m
`);
    expect(live).toBe(
      expected
        ?.replace('replicas: 2', 'replicas: 5')
        .replace('image: web:1\n    name: a', 'image: web:2\n    mode: debug\n    name: a'),
    );
  });

  it('leave out what the cluster lacks, and show what it has too much', () => {
    const { live } = shown(GIT, (object) =>
      withSpec(object, {
        size: '1000m',
        parts: [
          { name: 'a', image: 'web:1' },
          { name: 'c', image: 'c:1' },
        ],
      }),
    );
    expect(live).not.toContain('replicas');
    expect(live).not.toContain('image: b:1');
    expect(live).toContain('  - image: c:1\n    name: c\n');
  });

  it('leave out what the server filled in beside an item that was added', () => {
    const rules = [{ verbs: ['get'] }];
    const added: JsonObject[] = [{ verbs: ['get'], scope: 'Some' }, { verbs: ['*'] }];
    const { expected, live } = shown(widget({ rules }), (object) => withSpec(object, { rules: added }), false);
    expect(live).toBe(`${expected}  - verbs:\n    - '*'\n`);
  });

  it('are null where there is nothing', () => {
    const input = { schema: testSchema('Widget'), findings: [], isEncrypted: false, ignoredPointers: [] };
    expect(shownSides({ ...input, expected: GIT, live: null })).toMatchObject({
      expected: expect.any(String),
      live: null,
    });
    expect(shownSides({ ...input, expected: null, live: GIT })).toMatchObject({
      expected: null,
      live: expect.any(String),
    });
  });

  it('hide the values of secrets', () => {
    const git: KubeObject = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's', namespace: 'n' },
      data: { same: 'c2FtZQ==', other: 'b3RoZXI=' },
    };
    const { expected, live } = shown(git, (object) => ({
      ...object,
      data: { same: 'c2FtZQ==', other: 'bmV3', more: 'bW9yZQ==' },
    }));
    expect(expected).toContain('data:\n  other: (hidden)\n  same: (hidden)\n');
    expect(live).toContain(
      'data:\n  more: (hidden, differs from git)\n  other: (hidden, differs from git)\n  same: (hidden)\n',
    );
    expect(`${expected}${live}`).not.toMatch(/c2FtZQ|b3RoZXI|bmV3|bW9yZQ/);
  });

  it('are cut where they are too long', () => {
    const input = { schema: null, findings: [], isEncrypted: false, ignoredPointers: [] };
    const { live } = shownSides({ ...input, expected: null, live: widget({ text: 'x'.repeat(300_000) }) });
    expect(live?.length).toBeLessThan(200_100);
    expect(live).toContain('# Cut off here: 3');
  });
});
