import { describe, expect, it } from 'vitest';
import { toAnswer } from '../answer.ts';
import { isInShape, isJsonDocument } from './in-shape.ts';

const says = (output: string) => toAnswer({ output });
const calls = (name: string, args: string) => toAnswer({ output: '', toolCalls: [{ name, arguments: args }] });

describe('isInShape', () => {
  const oneOf = { kind: 'one-of' as const, answers: ['Yes', 'No'] };
  const json = {
    kind: 'json' as const,
    schema: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } }, additionalProperties: false },
  };
  const call = { kind: 'tool-call' as const, name: 'find', arguments: { id: 1 } };
  const text = { kind: 'text' as const, contains: ['Paris'] };

  it.each([
    [oneOf, says(' Yes\n'), true],
    [oneOf, says('Yes.'), false],
    [oneOf, says(''), false],
    [json, says('{"n": 1}'), true],
    [json, says('```json\n{"n": 1}\n```'), true],
    [json, says('{"n": 1.5}'), false],
    [json, says('{"n": 1, "m": 2}'), false],
    [json, says('Here it is: {"n": 1}'), false],
    [json, says('{"n": 1'), false],
    [{ ...json, schema: { type: 'no such type' } }, says('{}'), null],
    [call, calls('find', '{"id":2}'), true],
    [call, calls('find', '{"id":'), false],
    [call, calls('delete', '{"id":1}'), false],
    [call, says('find(1)'), false],
    [text, says('It is Paris.'), true],
    [text, says('It is Rome.'), false],
    [{ kind: 'text' as const }, says('anything'), null],
    [{ kind: 'refusal' as const, stance: 'either' as const }, says('anything'), null],
  ])('case %#', (expectation, answer, expected) => expect(isInShape(answer, expectation)).toBe(expected));
});

it.each([
  ['{"a":1}', true],
  ['```\n[1]\n```', true],
  ['1', false],
  ['null', false],
  ['{"a":1} and more', false],
  ['', false],
])('%j is a JSON document: %s', (text, expected) => expect(isJsonDocument(text)).toBe(expected));
