import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '#lib/kubernetes/types.ts';
import { definitionOf, type WrittenFlag } from '../definition.ts';
import { readFlagFile } from '../files/read-file.ts';
import type { FlagDefinition } from '../types.ts';
import { editFlags } from './edit-flags.ts';
import type { FlagFileText } from './types.ts';

const YAML = `# Flags of the shop.
metadata:
  team: checkout
$evaluators:
  isStaff:
    ends_with: [{var: email}, "@example.com"]

flags:
  # The new checkout.
  checkout:
    state: ENABLED   # since March
    variants:
      on: true
      off: false
    defaultVariant: off
    targeting:
      if:
        - $ref: isStaff # staff first
        - "on"
        - "off"

  banner: {state: DISABLED, variants: {red: '#f00', blue: '#00f'}, defaultVariant: red}  # short
  # The last one.
  search:
    state: ENABLED
    variants: {fast: 1, slow: 2}
    metadata:
      owner: search
# The end.
`;

const JSON_TEXT = `{
  "flags": {
    "checkout": {
      "state": "ENABLED",
      "variants": { "on": true, "off": false },
      "defaultVariant": "off"
    },
    "search": {
      "state": "ENABLED", "variants": {"a": 1}
    }
  }
}
`;

function definitionIn(file: string, text: string, key: string): FlagDefinition {
  const read = readFlagFile(file, text);
  const found = 'flags' in read ? read.flags.find((flag) => flag.key === key) : undefined;
  if (found === undefined) throw new Error(`no ${key}`);
  return found.definition;
}

function edited(text: string, key: string, change: Partial<FlagDefinition> | null, file = 'flags.yaml'): string {
  const definition = change === null ? null : { ...definitionIn(file, text, key), ...change };
  const result = editFlags([{ file, text }], { ref: { flagSetId: null, key }, definition, source: null });
  if ('refused' in result) throw new Error(result.refused);
  return result.edited.after;
}

function added(files: FlagFileText[], key: string, flag: WrittenFlag, over: { set?: string; source?: string } = {}) {
  const { set = null, source = null } = over;
  const definition = definitionOf(flag, set === null ? {} : { flagSetId: set });
  return editFlags(files, { ref: { flagSetId: set, key }, definition, source });
}

const NEW: WrittenFlag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' };

describe('a flag of a YAML file', () => {
  it('changes in the one place that differs', () => {
    expect(edited(YAML, 'checkout', { state: 'DISABLED' })).toBe(
      YAML.replace('state: ENABLED   # since', 'state: DISABLED   # since'),
    );
    expect(edited(YAML, 'checkout', { defaultVariant: 'on' })).toBe(
      YAML.replace('defaultVariant: off\n', 'defaultVariant: "on"\n'),
    );
    expect(edited(YAML, 'checkout', { variants: { on: true, off: 'no' } })).toBe(
      YAML.replace('off: false', 'off: "no"'),
    );
    expect(edited(YAML, 'banner', { state: 'ENABLED' })).toBe(YAML.replace('{state: DISABLED', '{state: "ENABLED"'));
  });

  it('keeps a reference to a shared rule that still means the same', () => {
    const staff = { ends_with: [{ var: 'email' }, '@example.com'] };
    expect(edited(YAML, 'checkout', { targeting: { if: [staff, 'off', 'off'] } })).toBe(
      YAML.replace('        - "on"\n', '        - "off"\n'),
    );
  });

  it('writes a rule that differs in full', () => {
    const text = edited(YAML, 'checkout', { targeting: { if: [{ '==': [{ var: 'plan' }, 'gold'] }, 'on'] } });
    expect(text).toContain('    defaultVariant: off\n    targeting:\n      if:\n        - ==:\n');
    expect(text.replace(/ {4}targeting:[\s\S]*?\n\n/, '')).toBe(YAML.replace(/ {4}targeting:[\s\S]*?\n\n/, ''));
  });

  it('gains and loses parts', () => {
    expect(edited(YAML, 'checkout', { targeting: null, defaultVariant: null })).toBe(
      YAML.replace(/ {4}defaultVariant: off\n {4}targeting:[\s\S]*?"off"\n/, ''),
    );
    expect(edited(YAML, 'search', { metadata: { team: 'checkout' } })).toBe(
      YAML.replace('    metadata:\n      owner: search\n', ''),
    );
    expect(edited(YAML, 'search', { defaultVariant: 'fast', targeting: { var: 'speed' } })).toBe(
      YAML.replace(
        '      owner: search\n',
        '      owner: search\n    defaultVariant: fast\n    targeting:\n      var: speed\n',
      ),
    );
    expect(edited(YAML, 'banner', { variants: { red: '#f00', green: '#0f0' } })).toBe(
      YAML.replace("{red: '#f00', blue: '#00f'}", '{red: \'#f00\', "green": "#0f0"}'),
    );
  });

  it('goes with its lines, and leaves an empty mapping behind', () => {
    expect(edited(YAML, 'banner', null)).toBe(YAML.replace(/ {2}banner: .*\n/, ''));
    expect(edited(YAML, 'search', null)).toBe(YAML.replace(/ {2}search:\n[\s\S]*?search\n/, ''));
    expect(edited('flags:\n  only:\n    state: ENABLED\n    variants: {a: 1}\n# end\n', 'only', null)).toBe(
      'flags: {}\n# end\n',
    );
  });

  it('is added after the others', () => {
    const result = added([{ file: 'flags.yaml', text: YAML }], 'new', { ...NEW, metadata: { team: 'checkout' } });
    const lines =
      '  new:\n    state: ENABLED\n    variants:\n      "on": true\n      "off": false\n    defaultVariant: "off"\n';
    expect(result).toMatchObject({
      edited: { file: 'flags.yaml', after: YAML.replace('# The end.\n', `${lines}# The end.\n`) },
    });
    expect(added([{ file: 'flags.yaml', text: 'flags: {}\n' }], 'new', NEW)).toMatchObject({
      edited: { after: `flags:\n${lines}` },
    });
  });

  it.each([
    ['CRLF', YAML.replaceAll('\n', '\r\n'), '\r\n'],
    ['no line end at its end', YAML.trimEnd().replace('\n# The end.', ''), '\n'],
  ])('keeps %s', (_, text, eol) => {
    expect(edited(text, 'search', { defaultVariant: 'slow' })).toBe(
      text.replace('      owner: search', `      owner: search${eol}    defaultVariant: slow`),
    );
    expect(edited(text, 'search', null)).toBe(
      text.replace(/ {2}search:\r?\n[\s\S]*?search(\r?\n|$)/, '').replace(/(The last one\.)\n$/, '$1'),
    );
  });

  it('is refused where others would change with it, or the set says what it lacks', () => {
    const shared = 'flags:\n  a: {state: ENABLED, variants: &v {on: true}}\n  b: {state: ENABLED, variants: *v}\n';
    const definition = { ...definitionIn('f.yaml', shared, 'a'), variants: { on: false } };
    const edit = { ref: { flagSetId: null, key: 'a' }, definition, source: null };
    expect(editFlags([{ file: 'f.yaml', text: shared }], edit)).toEqual({
      refused: expect.stringContaining('other flags would change with it'),
    });
    expect(edited(shared, 'b', { variants: { on: false } }, 'f.yaml')).toBe(shared.replace('*v', '{"on": false}'));
    const bare = {
      ref: { flagSetId: null, key: 'search' },
      definition: { ...definitionIn('f.yaml', YAML, 'search'), metadata: {} },
      source: null,
    };
    expect(editFlags([{ file: 'f.yaml', text: YAML }], bare)).toHaveProperty('refused');
  });
});

describe('a flag of a JSON file', () => {
  it('changes in the one place that differs', () => {
    const file = 'flags.json';
    expect(edited(JSON_TEXT, 'checkout', { defaultVariant: 'on' }, file)).toBe(
      JSON_TEXT.replace('"defaultVariant": "off"', '"defaultVariant": "on"'),
    );
    expect(edited(JSON_TEXT, 'checkout', { variants: { on: true, off: false, half: 0.5 } }, file)).toBe(
      JSON_TEXT.replace('"off": false }', '"off": false, "half": 0.5 }'),
    );
    expect(edited(JSON_TEXT, 'checkout', { defaultVariant: null }, file)).toBe(
      JSON_TEXT.replace(',\n      "defaultVariant": "off"', ''),
    );
    expect(edited(JSON_TEXT, 'checkout', { targeting: { if: [true, 'on'] } }, file)).toBe(
      JSON_TEXT.replace(
        '"defaultVariant": "off"',
        '"defaultVariant": "off",\n      "targeting": {\n        "if": [\n          true,\n          "on"\n        ]\n      }',
      ),
    );
  });

  it('comes and goes', () => {
    expect(edited(JSON_TEXT, 'search', null, 'flags.json')).toBe(
      JSON_TEXT.replace(/,\n {4}"search": \{[\s\S]*?\n {4}\}/, ''),
    );
    expect(edited(JSON_TEXT, 'checkout', null, 'flags.json')).toBe(
      JSON_TEXT.replace(/"checkout": \{[\s\S]*?\n {4}\},\n {4}/, ''),
    );
    const tabs = JSON_TEXT.replaceAll('  ', '\t');
    expect(added([{ file: 'flags.json', text: tabs }], 'new', { state: 'ENABLED', variants: { a: 1 } })).toMatchObject({
      edited: {
        after: tabs.replace(
          '\n\t\t}\n\t}\n}',
          '\n\t\t},\n\t\t"new": {\n\t\t\t"state": "ENABLED",\n\t\t\t"variants": {\n\t\t\t\t"a": 1\n\t\t\t}\n\t\t}\n\t}\n}',
        ),
      },
    });
  });
});

describe('the file of a new flag', () => {
  const files: FlagFileText[] = [
    { file: 'a.yaml', text: 'flags: {}\n' },
    { file: 'shop/b.yaml', text: JSON_TEXT },
    { file: 'of-a-team.yaml', text: YAML },
    { file: 'set.yaml', text: 'metadata: {flagSetId: mobile}\nflags: {}\n' },
  ];
  it.each([
    ['the fullest', {}, 'shop/b.yaml'],
    ['the one that flagd has it from', { source: '/etc/flagd/a.yaml' }, 'a.yaml'],
    ['that of its set', { set: 'mobile', source: 'a.yaml' }, 'set.yaml'],
    ['a new one for a new set', { set: 'web/shop' }, 'web-shop.yaml'],
  ])('is %s', (_, over, file) => {
    expect(added(files, 'new', NEW, over)).toMatchObject({ edited: { file } });
  });
  it('of a folder of JSON is JSON', () => {
    const result = added([{ file: 'x.json', text: '{"flags":{},"metadata":{"flagSetId":"x"}}' }], 'new', NEW);
    expect(result).toMatchObject({ edited: { file: 'flags.json', before: '' } });
  });
});

const scalar = fc.oneof(
  fc.constantFrom(
    'yes',
    'no',
    'on',
    '~',
    'null',
    '2024-01-01',
    '010',
    '1_000',
    '',
    ' ',
    'a: b',
    '# x',
    '- y',
    "it's",
    '"',
    '{',
    '*a',
    'é',
    'a\nb',
  ),
  fc.string({ maxLength: 8 }),
  fc.integer(),
  fc.boolean(),
);
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(
      fc.string({ minLength: 1, maxLength: 6 }).filter((key) => !['__proto__', '$ref', '<<'].includes(key)),
      tie('json'),
      { maxKeys: 3, noNullPrototype: true },
    ),
  ),
}));
const variants = fc.dictionary(fc.constantFrom('on', 'off', 'red', 'yes', '1', 'a b'), json, {
  minKeys: 1,
  noNullPrototype: true,
});
const flag = variants.chain((each) =>
  fc.record({
    state: fc.constantFrom('ENABLED', 'DISABLED'),
    variants: fc.constant(each),
    defaultVariant: fc.constantFrom(null, ...Object.keys(each)),
    targeting: fc.dictionary(fc.constantFrom('if', 'var', '=='), json, { maxKeys: 2, noNullPrototype: true }),
    metadata: fc.dictionary(fc.constantFrom('owner', 'team'), scalar, { noNullPrototype: true }),
  }),
);

describe('any flag', () => {
  const key = fc.constantFrom('checkout', 'banner', 'search', 'new one');
  it.each([
    ['YAML', 'flags.yaml', YAML.replace('metadata:\n  team: checkout\n', '')],
    ['YAML with CRLF', 'flags.yaml', YAML.replace('metadata:\n  team: checkout\n', '').replaceAll('\n', '\r\n')],
    ['JSON', 'flags.json', JSON_TEXT],
  ])('can be written to %s over and over, and leaves the others as they are', (_, file, text) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.option(flag)), { minLength: 1, maxLength: 4 }), (steps) => {
        let current = text;
        for (const [name, value] of steps) {
          const definition = value === null ? null : definitionOf(value);
          const result = editFlags([{ file, text: current }], {
            ref: { flagSetId: null, key: name },
            definition,
            source: null,
          });
          if ('refused' in result) {
            expect(result.refused).toContain('git has no such flag');
            continue;
          }
          current = result.edited.after;
          if (definition !== null) expect(definitionIn(file, current, name)).toEqual(definition);
        }
        if (file.endsWith('.yaml')) expect(current).toContain('# The end.');
      }),
      { numRuns: 40 },
    );
  });
});
