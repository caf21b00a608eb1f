import { expect, test } from 'vitest';
import { answerOf, indented, turnsOf } from './turns.ts';

test('a conversation is read turn by turn, tool calls included', () => {
  const messages = [
    { role: 'system', content: 'You help.' },
    { role: 'user', content: [{ type: 'text', text: 'Where is' }, 'order 7?', { type: 'image_url' }] },
    { role: 'assistant', content: null, tool_calls: [{ id: 'a', function: { name: 'find', arguments: '{"id":7}' } }] },
    { role: 'tool', content: { state: 'sent' } },
  ];
  const turns = [
    { role: 'system', text: 'You help.', calls: [] },
    { role: 'user', text: 'Where is\norder 7?\n{"type":"image_url"}', calls: [] },
    { role: 'assistant', text: '', calls: ['find {"id":7}'] },
    { role: 'tool', text: '{\n  "state": "sent"\n}', calls: [] },
  ];
  expect(turnsOf(JSON.stringify(messages))).toEqual(turns);
  expect(turnsOf(JSON.stringify({ messages, tools: [] }))).toEqual(turns);
  expect(turnsOf(JSON.stringify(messages[0]))).toEqual(turns.slice(0, 1));
});

test.each([
  '',
  'Where is it?',
  '[]',
  'null',
  '{"messages":[]}',
  '[{"role":"user"},7]',
  '{"question":"?"}',
  '{"messages":',
])('%j is no conversation', (text) => expect(turnsOf(text)).toBeNull());

test.each([
  ['Done.', 'Done.'],
  ['"Done."', 'Done.'],
  ['{"role":"assistant","content":"Done."}', 'Done.'],
  ['[{"role":"user","content":"Do it"},{"role":"assistant","content":[{"text":"Done."}]}]', 'Done.'],
  ['{"role":"assistant","tool_calls":[{"function":{"name":"find","arguments":"{}"}}]}', 'find {}'],
  ['{"done":true}', '{\n  "done": true\n}'],
  ['null', ''],
  ['', ''],
])('%j answered %j', (text, answer) => expect(answerOf(text)).toBe(answer));

test('JSON is indented, anything else stays as it is', () => {
  expect(indented('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
  for (const text of ['', 'plain', '7', '"quoted"', '{"cut": … [cut: 12 more characters]']) {
    expect(indented(text)).toBe(text);
  }
});

test('what nests too deep is not walked', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  expect(() => indented(deep)).not.toThrow();
  expect(turnsOf(deep)).toBeNull();
});
