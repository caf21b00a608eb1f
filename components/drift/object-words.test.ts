import { describe, expect, it } from 'vitest';
import type { FindingView } from '#lib/contract/drift/objects.ts';
import { countedKinds, driftSentence, objectHref, objectName, valueText } from './object-words.ts';

const written = (manager: string): FindingView['writer'] => ({
  manager,
  operation: 'Update',
  subresource: null,
  time: null,
});

const finding = (over: Partial<FindingView> = {}): FindingView => ({
  kind: 'modified',
  path: 'spec.replicas',
  writer: written('kubectl-edit'),
  ignoredBy: null,
  ...over,
});

const owner = { kind: 'cluster', id: 1, name: 'prod', isDemo: false } as const;

const sentence = (...details: FindingView[]) => driftSentence({ state: 'drifted', details, occurrences: 1, owner });

describe('objectName', () => {
  it('names the namespace where there is one', () => {
    expect(objectName({ kind: 'Role', namespace: 'payments', name: 'r' })).toBe('Role payments/r');
    expect(objectName({ kind: 'ClusterRole', namespace: '', name: 'ops' })).toBe('ClusterRole ops');
  });
});

it('a flag is looked at where it is decided about', () => {
  expect(objectHref({ id: 7, owner })).toBe('/code/objects/7');
  expect(objectHref({ id: 7, owner: { ...owner, kind: 'flags' } })).toBe('/config/flags/7');
});

describe('driftSentence', () => {
  it('names what differs and who wrote it', () => {
    expect(sentence(finding())).toBe(
      '1 place differs from what git says: spec.replicas (changed). Written by kubectl-edit.',
    );
    expect(sentence(finding(), finding({ kind: 'foreign', path: 'spec.paused', writer: written('curl') }))).toBe(
      '2 places differ from what git says: spec.replicas (changed) and spec.paused (added). Written by kubectl-edit and curl.',
    );
  });

  it('counts many places, and long ones, by kind', () => {
    const added = finding({ kind: 'foreign' });
    expect(sentence(finding(), added, added, added)).toMatch(/^4 places differ .*: 1 changed and 3 added\./);
    expect(sentence(finding({ path: 'x'.repeat(300) }))).toMatch(/: 1 changed\./);
  });

  it('says when the whole object is on one side alone', () => {
    expect(sentence(finding({ kind: 'missing', path: '', writer: null }))).toBe(
      'git has this object, the cluster has not. Removals leave no record of who did it.',
    );
    expect(sentence(finding({ kind: 'extra', path: '' }))).toBe(
      'This object is in the cluster, and git does not have it. Written by kubectl-edit.',
    );
  });

  it('calls flags by their name', () => {
    const flags = { ...owner, kind: 'flags' } as const;
    const details = [finding({ kind: 'missing', path: '', writer: null })];
    expect(driftSentence({ state: 'drifted', details, occurrences: 1, owner: flags })).toMatch(
      /^git has this flag, flagd has not\./,
    );
  });

  it('cuts long lists of managers, and counts what rules hide', () => {
    const managers = ['a', 'b', 'c', 'd', 'e'].map((name) => finding({ writer: written(name) }));
    expect(sentence(...managers, finding({ ignoredBy: 3 }))).toMatch(
      /Written by a, b, c and 2 more\. Ignore rules hide 1 more difference\.$/,
    );
  });

  it('speaks of objects that do not drift', () => {
    expect(driftSentence({ state: 'clean', details: [], occurrences: 1, owner })).toBe(
      'As git says now. It drifted once so far.',
    );
    expect(driftSentence({ state: 'ignored', details: [finding({ ignoredBy: 1 })], occurrences: 0, owner })).toMatch(
      /^Differs from git in 1 place; ignore rules hide all/,
    );
  });
});

describe('countedKinds', () => {
  it('keeps one order and leaves out zeros', () => {
    expect(countedKinds({ extra: 1, missing: 2, foreign: 0 })).toEqual([
      { kind: 'missing', count: 2 },
      { kind: 'extra', count: 1 },
    ]);
  });
});

describe('valueText', () => {
  it.each([
    [undefined, null],
    [{ shown: 'nginx:1.27' }, { text: 'nginx:1.27', isHidden: false }],
    [{ shown: '' }, { text: '""', isHidden: false }],
    [{ shown: 3 }, { text: '3', isHidden: false }],
    [{ shown: ['a'] }, { text: '[\n  "a"\n]', isHidden: false }],
    [{ hidden: 'secret' as const }, { text: 'hidden: a secret', isHidden: true }],
  ])('%j', (value, text) => {
    expect(valueText(value)).toEqual(text);
  });
});
