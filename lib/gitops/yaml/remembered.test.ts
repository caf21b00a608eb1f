import { expect, it, vi } from 'vitest';
import { RememberedTexts } from './remembered.ts';

it('reads a text once, and gives a value of its own each time', () => {
  const texts = new RememberedTexts();
  const read = vi.fn(() => [{ a: 1 }]);
  const first = texts.read('a: 1', 'x', read);
  const second = texts.read('a: 1', 'x', read);
  expect(second).toEqual(first);
  expect(second).not.toBe(first);
  expect(read).toHaveBeenCalledTimes(1);
  texts.read('a: 1', 'y', read);
  expect(read).toHaveBeenCalledTimes(2);
});

it('asks again for what could not be read', () => {
  const texts = new RememberedTexts();
  const read = vi.fn(() => null);
  texts.read('[', 'x', read);
  expect(texts.read('[', 'x', read)).toBeNull();
  expect(read).toHaveBeenCalledTimes(2);
});

it('forgets what was asked for longest ago', () => {
  const texts = new RememberedTexts();
  const read = vi.fn(() => ['x'.repeat(15_000_000)]);
  for (const text of ['a', 'b', 'a', 'c', 'a']) texts.read(text, 'x', read);
  expect(read).toHaveBeenCalledTimes(3);
  texts.read('b', 'x', read);
  expect(read).toHaveBeenCalledTimes(4);
});
