import { describe, expect, it } from 'vitest';
import { answerText, encoderWindow } from './text.ts';

describe('text of an answer', () => {
  it('holds its tool calls in order', () => {
    const toolCalls = [
      { name: 'search', arguments: '{"q":"a"}' },
      { name: 'stop', arguments: '' },
    ];
    expect(answerText({ output: 'Looking.', toolCalls })).toBe('Looking.\nsearch({"q":"a"})\nstop()');
    expect(answerText({ output: null, toolCalls: [] })).toBe('');
  });
});

describe('window of a text', () => {
  it.each([
    ['', ''],
    [' \n\t ', ''],
    ['one\r\n  two', 'one two'],
    ['ﬁne', 'fine'],
    ['a\ud800b', 'a\ufffdb'],
    ['x'.repeat(450), 'x'.repeat(450)],
  ])('of %j', (text, window) => {
    expect(encoderWindow(text)).toBe(window);
  });

  it('is the opening and the ending of a long text', () => {
    const window = encoderWindow(`${'a'.repeat(1_000_000)}${'z'.repeat(1_000_000)}`);
    expect(window).toBe(`${'a'.repeat(300)} ${'z'.repeat(150)}`);
  });

  it('never ends in half a character', () => {
    expect(encoderWindow(`a${'😀'.repeat(1_000)}`).isWellFormed()).toBe(true);
  });
});
