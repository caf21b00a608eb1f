import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalise, hashAnswer } from './canonicalise.ts';

const answer = (output: string | null, ...calls: [name: string, args: string][]) => ({
  output,
  toolCalls: calls.map(([name, args]) => ({ name, arguments: args })),
});
const canonical = (output: string) => canonicalise(answer(output));

describe('canonicalise folds', () => {
  it.each([
    ['Unicode composition', 'caf\u00e9', 'cafe\u0301'],
    ['line endings', 'a\r\nb', 'a\nb'],
    ['a lone carriage return', 'a\rb', 'a\nb'],
    ['outer whitespace', '  yes\n', 'yes'],
    ['a byte order mark', '\ufeffyes', 'yes'],
    ['runs of spaces and tabs', 'a \t b', 'a b'],
    ['no-break spaces', 'a\u00a0b', 'a b'],
    ['blank lines and spaces around a break', 'a \n\n  b', 'a\nb'],
    ['JSON layout', '{"a": [1, 2]}', '{\n"a":[1,2] }'],
    ['JSON key order', '{"a":1,"b":{"d":1,"c":2}}', '{"b":{"c":2,"d":1},"a":1}'],
    ['JSON escapes', '["\\u00e9\\/"]', '["é/"]'],
    ['Unicode composition inside JSON', '["e\\u0301"]', '["\u00e9"]'],
    ['JSON in a code fence', '```json\n{"b":1, "a":2}\n```', '```json\r\n{ "a":2,"b":1}```\n'],
  ])('%s', (_what, left, right) => expect(canonical(left)).toBe(canonical(right)));

  it('the layout of tool-call arguments', () =>
    expect(canonicalise(answer(null, ['find', '{"b":1, "a":2}']))).toBe(
      canonicalise(answer('', ['find', '{"a":2,"b":1}'])),
    ));
});

describe('canonicalise keeps apart', () => {
  it.each([
    ['letter case', 'Yes', 'yes'],
    ['punctuation', 'Yes.', 'Yes'],
    ['a line break and a space', 'a\nb', 'a b'],
    ['a word break and none', 'a b', 'ab'],
    ['the code fence', '```json\n{"a":1}\n```', '{"a":1}'],
    ['the language of the fence', '```json\n{"a":1}\n```', '```\n{"a":1}\n```'],
    ['fenced JSON and prose after it', '```\n{"a":1}\n```', '```\n{"a":1}\n``` Done.'],
    ['1 and 1.0', '{"a":1}', '{"a":1.0}'],
    ['integers beyond 2^53', '[9007199254740993]', '[9007199254740992]'],
    ['numbers beyond the largest double', '[1e400]', '[1e401]'],
    ['numbers below the smallest double', '[1e-400]', '[0]'],
    ['digits beyond double precision', '[0.1000000000000000000001]', '[0.1]'],
    ['0 and -0', '[0]', '[-0]'],
    ['a number and its text', '[1]', '["1"]'],
    ['duplicate keys', '{"a":1,"a":2}', '{"a":2}'],
    ['the order of duplicate keys', '{"a":1,"a":2}', '{"a":2,"a":1}'],
    ['array order', '[1,2]', '[2,1]'],
    ['whitespace inside JSON strings', '["a  b"]', '["a b"]'],
    ['different lone surrogates', 'a\ud800', 'a\ud801'],
    ['a lone surrogate and the replacement character', 'a\ud800', 'a\ufffd'],
    ['a lone surrogate and its escape', 'a\ud800', 'a\\ud800'],
  ])('%s', (_what, left, right) => {
    expect(canonical(left)).not.toBe(canonical(right));
    expect(hashAnswer(answer(left)).canonicalHash).not.toBe(hashAnswer(answer(right)).canonicalHash);
  });

  it.each([
    ['a call and its text', answer(null, ['f', '{}']), answer('f{}')],
    ['different tools', answer(null, ['f', '{}']), answer(null, ['g', '{}'])],
    ['the order of calls', answer(null, ['f', '{}'], ['g', '{}']), answer(null, ['g', '{}'], ['f', '{}'])],
    ['broken arguments', answer(null, ['f', '{"a":1}']), answer(null, ['f', '{"a":1'])],
  ])('tool calls: %s', (_what, left, right) => expect(canonicalise(left)).not.toBe(canonicalise(right)));
});

describe('hashAnswer', () => {
  it('tells a format-only change from a change of content', () => {
    const [before, laidOutAnew, other] = [answer('{"a": 1}'), answer('{"a":1}'), answer('{"a":2}')].map(hashAnswer);
    expect(laidOutAnew?.canonicalHash).toBe(before?.canonicalHash);
    expect(laidOutAnew?.rawHash).not.toBe(before?.rawHash);
    expect(other?.canonicalHash).not.toBe(before?.canonicalHash);
  });

  it('is the same for the same answer on every machine', () =>
    // printf '["Yes"]' | sha256sum
    expect(hashAnswer(answer('Yes')).canonicalHash).toBe(
      'eafee54d62308ae51e97aa8cfd510e205372a4c669ba4d8d9c8d20c8cf074f5d',
    ));
});

describe('on hostile answers', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${' '}${']'.repeat(depth)}`;

  it('reads nesting up to 200 levels as JSON and anything deeper as text', () => {
    expect(canonical(nested(200))).toBe(JSON.stringify([nested(200).replace(' ', '')]));
    expect(canonical(nested(201))).toBe(JSON.stringify([nested(201)]));
    expect(canonical(nested(100_000))).toBe(JSON.stringify([nested(100_000)]));
  });

  it.each([
    ['a million spaces between words', `a${' '.repeat(1_000_000)}b`],
    ['a million separate spaces', 'a '.repeat(500_000)],
    ['an unfinished string', `["${'\\"'.repeat(500_000)}`],
    ['a long string', JSON.stringify(['x\\"'.repeat(300_000)])],
    ['many keys', `{${Array.from({ length: 50_000 }, (_, i) => `"${i}":${i}`).join(',')}}`],
    ['a million backticks', '`'.repeat(1_000_000)],
    ['many fences', '```\n'.repeat(250_000)],
  ])('stays quick on %s', (_what, output) => {
    const start = performance.now();
    hashAnswer(answer(output));
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('accepts any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => typeof hashAnswer(answer(text)).rawHash === 'string'),
    );
  });
});

describe('for any JSON document', () => {
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, member]) => [key, shuffled(member)]),
    );
  };
  const documents = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));

  it('layout and key order do not matter', () => {
    fc.assert(
      fc.property(documents, (value) => {
        expect(canonical(JSON.stringify(shuffled(value), null, 2))).toBe(canonical(JSON.stringify(value)));
      }),
    );
  });

  it('documents that differ stay different', () => {
    fc.assert(
      fc.property(documents, documents, (left, right) => {
        const same = canonical(JSON.stringify(left)) === canonical(JSON.stringify(right));
        const nfc = (value: unknown) => JSON.stringify(sorted(value));
        expect(same).toBe(nfc(left) === nfc(right));
      }),
    );
  });

  it('canonical text is its own canonical form', () => {
    const outputOf = (text: string): string => JSON.parse(text)[0];
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      documents.map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(canonical(outputOf(canonical(text)))).toBe(canonical(text));
      }),
    );
  });
});

/** The document with composed strings and its members in one order. */
function sorted(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([key, member]) => [key.normalize('NFC'), sorted(member)] as const);
  return { members: members.sort(([a], [b]) => (a < b ? -1 : 1)) };
}
