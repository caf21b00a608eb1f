import { describe, expect, it, test } from 'vitest';
import { ignoreRuleBody } from '#lib/contract/drift/objects.ts';
import { dayAfter, emptyFields, fieldsForFinding, fieldsForObject, toIgnoreBody, usualEnd } from './ignore-fields.ts';
import { endsSoon, previewSentence } from './preview-words.ts';

const NOW = Date.parse('2026-05-10T22:30:00Z');

const OBJECT = {
  owner: { kind: 'cluster', id: 3, name: 'prod', isDemo: false },
  group: '',
  kind: 'Service',
  namespace: 'shop',
  name: 'web',
} as const;

describe('fields of a rule', () => {
  it('speak of one object, or of one difference by whoever wrote it', () => {
    expect(fieldsForObject(OBJECT)).toMatchObject({ clusterId: '3', kind: 'Service', name: 'web', fieldPath: '' });
    const writer = { manager: 'kubectl-edit', operation: 'Update', subresource: null, time: null } as const;
    expect(fieldsForFinding(OBJECT, { path: 'spec.type', writer })).toMatchObject({
      fieldPath: 'spec.type',
      manager: 'kubectl-edit',
    });
    expect(fieldsForFinding(OBJECT, { path: '', writer: null })).toMatchObject({ fieldPath: '', manager: '' });
  });

  it('become what the contract takes; the core group is named with its kind', () => {
    const filled = { ...fieldsForObject(OBJECT), reason: 'Scaled by hand', ownerId: '7', expiresOn: '2026-06-09' };
    expect(ignoreRuleBody.parse(toIgnoreBody(filled))).toEqual({
      clusterId: 3,
      group: '',
      kind: 'Service',
      namespace: 'shop',
      name: 'web',
      fieldPath: null,
      manager: null,
      reason: 'Scaled by hand',
      ownerId: 7,
      expiresAt: '2026-06-09T23:59:59.999Z',
    });
    expect(toIgnoreBody({ ...filled, kind: ' ' })).toMatchObject({ group: null, kind: null });
    expect(
      ignoreRuleBody.safeParse(toIgnoreBody({ ...emptyFields(), ...{ reason: 'why', ownerId: '7' } })).success,
    ).toBe(false);
  });

  it('end on a day of UTC', () => {
    expect(dayAfter(NOW, 1)).toBe('2026-05-11');
    expect(usualEnd(NOW)).toBe('2026-06-09');
  });
});

describe('previewSentence', () => {
  it.each([
    [{ findings: 0, objects: 0, silenced: 0 }, 'It would hide nothing of what differs now.'],
    [{ findings: 2, objects: 1, silenced: 1 }, 'It would hide 2 differences of 1 object. It would drift no more.'],
    [
      { findings: 3, objects: 3, silenced: 1 },
      'It would hide 3 differences of 3 objects. 1 object would drift no more.',
    ],
    [
      { findings: 1, objects: 1, silenced: 0 },
      'It would hide 1 difference of 1 object. It keeps drifting for other reasons.',
    ],
  ])('%j', (counts, sentence) => {
    expect(previewSentence({ ...counts, first: [] })).toBe(sentence);
  });
});

test('a rule ends soon within a week', () => {
  expect(endsSoon({ isActive: true, expiresAt: '2026-05-17T00:00:00Z' }, NOW)).toBe(true);
  expect(endsSoon({ isActive: true, expiresAt: '2026-05-18T00:00:00Z' }, NOW)).toBe(false);
  expect(endsSoon({ isActive: false, expiresAt: '2026-05-01T00:00:00Z' }, NOW)).toBe(false);
});
