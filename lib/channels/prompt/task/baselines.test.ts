import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { withBaselines } from './baselines.ts';
import { baselineOf } from './testing.ts';

const HEAD = `# Why this task is here.
id: greeting   # the file's name
title: 'Greets'

input: {messages: [{role: user, content: "Say hello."}]}
`;

/** As written by hand, with comments in all places. */
const OWN = `baselines: # blessed
  # the fast one
  - agent: support
    model: small # soon gone
    passes: 9 # one flake
    runs: 10
  # the slow one
  - { agent: support, model: large, passes: 1, runs: 1 }
  # no more
`;

const TAIL = `# what follows
tags: [a,   b]
# the end
`;

describe('withBaselines', () => {
  it('appends to a file without any', () => {
    const text = withBaselines(HEAD, [baselineOf()]);
    expect(text.startsWith(`${HEAD}baselines:\n  - agent: support\n    model: demo-agent\n    passes: 10\n`)).toBe(
      true,
    );
    expect(parse(text).baselines).toEqual([baselineOf()]);
  });

  it.each(['baselines:\n', 'baselines: []\n', 'baselines: # none yet\n', 'baselines: [] # none yet\n'])(
    'replaces %j in its place',
    (empty) => {
      const text = withBaselines(`${HEAD}${empty}${TAIL}`, [baselineOf({ model: 'large' })]);
      expect(text.startsWith(HEAD)).toBe(true);
      expect(text.endsWith(TAIL)).toBe(true);
      expect(Object.keys(parse(text))).toEqual(['id', 'title', 'input', 'baselines', 'tags']);
      if (empty.includes('#')) expect(text.match(/# none yet/g)).toHaveLength(1);
    },
  );

  it('keeps those of others, and comments and order within', () => {
    const text = withBaselines(`${HEAD}${OWN}${TAIL}`, [baselineOf({ model: 'small', passes: 10 })]);
    expect(text.startsWith(HEAD)).toBe(true);
    expect(text.endsWith(`  # no more\n${TAIL}`)).toBe(true);
    expect(parse(text).baselines).toEqual([
      baselineOf({ model: 'small' }),
      { agent: 'support', model: 'large', passes: 1, runs: 1 },
    ]);
    expect(commentsOf(text)).toEqual(commentsOf(`${HEAD}${OWN}${TAIL}`));
  });

  it.each(['\n', '\r\n'])('keeps comments before the list once, in files with %j', (eol) => {
    const own = `# before\n${OWN}`.replace('baselines: # blessed', 'baselines:   # blessed');
    const file = `${HEAD}${own}${TAIL}`.replaceAll('\n', eol);
    const text = withBaselines(file, [baselineOf({ model: 'small' })]);
    expect(text.match(/# (before|blessed)\r?$/gm)).toHaveLength(2);
    expect(text.replaceAll(eol, '')).not.toMatch(/[\r\n]/);
    expect(withBaselines(text, [baselineOf({ model: 'small' })])).toBe(text);
    expect(withBaselines(`# top${eol}baselines: []${eol}id: a${eol}`, [baselineOf()]).match(/# top/g)).toHaveLength(1);
  });

  it('changes nothing when it is run twice', () => {
    const once = withBaselines(`${HEAD}${OWN}${TAIL}`, [baselineOf({ model: 'small' })]);
    expect(withBaselines(once, [baselineOf({ model: 'small' })])).toBe(once);
  });

  it.each(['- a list', 'a: [', 'text'])('refuses %j', (text) => {
    expect(() => withBaselines(text, [baselineOf()])).toThrow(/^Baselines cannot be written/);
  });
});

/** Comments in order, as far as they are found by their marks. */
function commentsOf(text: string): string[] {
  return [...text.matchAll(/#([a-z' ]*)$/gm)].map(([comment]) => comment).sort();
}

describe('withBaselines on any file', () => {
  const comment = fc.stringMatching(/^[a-z]{4,8}$/).map((word) => `#${word}`);
  const maybe = (arbitrary: fc.Arbitrary<string>) => fc.option(arbitrary, { nil: '' });
  const value = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => JSON.stringify(text.toWellFormed())),
    fc.constantFrom(
      'plain words',
      '12',
      'null',
      '{a: 1,   b: [x, y]}',
      '|\n  block\n\n  text\n',
      '>-\n  folded\n  text',
      "'it''s'",
    ),
    fc.constantFrom('\n  - a\n  - b: 1\n    c: 2', '\n  x: 1\n\n  "y": |+\n    kept\n\n'),
  );
  const entry = fc.record({ before: maybe(comment), value, after: maybe(comment) });
  const lineOf = (
    name: string,
    { before, value: written, after }: { before: string; value: string; after: string },
  ) => {
    const flat = !/\n|^[|>]/.test(written);
    return `${before === '' ? '' : `${before}\n`}${name}: ${written}${flat && after !== '' ? ` ${after}` : ''}\n`;
  };
  const own = fc.record({
    note: maybe(comment),
    items: fc.array(
      fc.record({ note: maybe(comment), model: fc.constantFrom('m1', 'm2', 'm3'), after: maybe(comment) }),
      {
        maxLength: 3,
      },
    ),
  });
  const file = fc.record({
    head: fc.array(entry, { maxLength: 3 }),
    own: fc.option(own),
    tail: fc.array(entry, { maxLength: 3 }),
    end: maybe(comment),
    eol: fc.constantFrom('\n', '\r\n'),
    trim: fc.boolean(),
  });

  function textOf({
    head,
    own: list,
    tail,
    end,
    eol,
    trim,
  }: typeof file extends fc.Arbitrary<infer Made> ? Made : never): string {
    const lines = [
      ...head.map((each, index) => lineOf(`head${index}`, each)),
      list === null ? '' : `baselines: ${list.note}${list.items.length === 0 ? ' ' : ''}\n`,
      ...(list?.items ?? []).map(
        ({ note, model, after }) =>
          `${note === '' ? '' : `  ${note}\n`}  - agent: support\n    model: ${model} ${after}\n    passes: 1\n`,
      ),
      ...tail.map((each, index) => lineOf(`tail${index}`, each)),
      'last: 1\n',
      end,
    ].join('');
    return (trim ? lines.trimEnd() : lines).replaceAll('\n', eol);
  }

  it('keeps comments, key order and every other value', () => {
    fc.assert(
      fc.property(file, fc.constantFrom('m1', 'm4'), (made, model) => {
        const text = textOf(made);
        const before = parse(text);
        const written = withBaselines(text, [baselineOf({ model })]);
        const after = parse(written);
        const words = (of: string) => (of.match(/#[a-z]{4,8}/g) ?? []).sort();
        expect(words(written)).toEqual(words(text));
        expect(Object.keys(after)).toEqual([
          ...Object.keys(before),
          ...(Object.hasOwn(before, 'baselines') ? [] : ['baselines']),
        ]);
        expect({ ...after, baselines: null }).toEqual({ ...before, baselines: null });
        const others = (list: { model: string }[] | null) => (list ?? []).filter((each) => each.model !== model);
        expect(others(after.baselines)).toEqual(others(before.baselines ?? null));
        expect(after.baselines).toContainEqual(baselineOf({ model }));
        expect(parseDocument(written).errors).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
