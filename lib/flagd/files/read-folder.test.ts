import { describe, expect, it } from 'vitest';
import { readTexts } from '../testing/flags.ts';
import { readFlagFolder } from './read-folder.ts';

const flag = (more = '') => `{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"on"${more}}`;
const notRendered = (subject: string, detail: RegExp) => [
  { reason: 'not_rendered', subject, detail: expect.stringMatching(detail) },
];

describe('readFlagFolder', () => {
  it.each([
    [
      'a.yaml',
      'flags:\n  new:\n    state: on\n    variants: {a: 1}',
      /^a\.yaml:3:\d+ "state" must be one of ENABLED, DISABLED, found "on"$/,
    ],
    ['a.yaml', 'flags:\n  new:\n    state: ENABLED', /^a\.yaml:3:5 "variants" is missing$/],
    [
      'a.yaml',
      'flags:\n  new: {state: ENABLED, variants: {}}',
      /^a\.yaml:2:35 "variants" must have at least one variant$/,
    ],
    [
      'a.yaml',
      'flags:\n  new: {state: ENABLED, variants: {a: 1}, defaultVariant: b}',
      /^a\.yaml:2:\d+ .*must be one of its variants \(a\): flagd refuses the whole file$/,
    ],
    ['a.yaml', 'flags:\n  - {state: ENABLED, variants: {a: 1}}', /^a\.yaml:2:\d+ "key" is missing$/],
    ['a.yaml', '$evaluators: {none: {}}\nflags: {}', /^a\.yaml:1:\d+ .*must be a rule: flagd refuses an empty one$/],
    ['a.yaml', 'flag: {}', /"flags" /],
    ['a.yaml', 'flags: {}\nmetadata: text', /^a\.yaml:2:\d+ "metadata" must be a mapping, found "text"/],
    ['a.yaml', 'flags: [', /^a\.yaml:1:\d+ is not valid YAML/],
    ['a.yaml', '# nothing', /is empty: it must have flags/],
    ['a.yaml', '- one', /the file must be a mapping, found a list/],
    ['a.json', '{"flags": {"new": }}', /^a\.json:1:\d+ is not valid JSON/],
    ['a.json', 'flags: {}', /^a\.json:1:1 is not valid JSON/],
  ])('tells where %s holding %j is wrong', async (file, text, detail) => {
    const read = await readTexts({ [file]: text, 'b.json': `{"flags":{"other":${flag()}}}` });
    expect(read).toMatchObject({ isWhole: false, notCompared: notRendered(`flags of feature-flags/${file}`, detail) });
    expect(read.flags).toMatchObject([{ ref: { key: 'other' }, file: 'b.json' }]);
  });

  it('tells the line of each flag', async () => {
    const { flags } = await readTexts({
      'a.yml': '# flags\nflags:\n  one: &one {state: ENABLED, variants: {a: 1}}\n  two: *one\n',
    });
    expect(flags.map(({ ref, line }) => [ref.key, line])).toEqual([
      ['one', 2],
      ['two', 2],
    ]);
    const plain = await readTexts({
      'a.yml': 'flags:\n  one: {state: ENABLED, variants: {a: 1}}\n  two: {state: ENABLED, variants: {a: 1}}\n',
    });
    expect(plain.flags.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('tells a folder that is not there, or holds no such file', async () => {
    expect(await readFlagFolder('/nowhere', 'feature-flags')).toMatchObject({
      isWhole: false,
      notCompared: notRendered('flags of feature-flags', /the folder cannot be read \(ENOENT/),
    });
    expect(await readTexts({ 'README.md': 'flags', 'kustomization.yaml': 'resources: []' })).toMatchObject({
      isWhole: false,
      notCompared: notRendered('flags of feature-flags', /holds no \.json/),
    });
  });

  it('takes a flag that two files define alike once, and tells where they differ', async () => {
    const same = `{"flags":{"new":${flag()}}}`;
    expect(await readTexts({ 'a.json': same, 'b.json': same })).toMatchObject({
      flags: [{ file: 'a.json' }],
      notCompared: [],
    });
    const other = `{"flags":{"new":${flag(',"metadata":{"a":1}')},"set":${flag(',"metadata":{"flagSetId":"x"}')}}}`;
    expect(await readTexts({ 'a.json': same, 'b.json': other })).toMatchObject({
      flags: [{ ref: { key: 'set', flagSetId: 'x' } }],
      unclear: [{ key: 'new', flagSetId: null }],
      isWhole: true,
      notCompared: notRendered('flag new', /^a\.json:1: it is defined differently at b\.json:1, and which one wins/),
    });
  });

  it('takes no side where a shared rule refers to another one', async () => {
    const rules = '{"outer":{"!":[{"$ref":"inner"}]},"inner":{"==":[1,1]}}';
    const uses = (name: string) => flag(`,"targeting":{"if":[{"$ref":"${name}"},"on","off"]}`);
    const text = `{"$evaluators":${rules},"flags":{"one":${uses('outer')},"two":${uses('inner')}}}`;
    expect(await readTexts({ 'a.json': text })).toMatchObject({
      flags: [{ ref: { key: 'two' }, definition: { targeting: { if: [{ '==': [1, 1] }, 'on', 'off'] } } }],
      unclear: [{ key: 'one' }],
      notCompared: notRendered('flag one', /Write the inner rule out\.$/),
    });
  });
});
