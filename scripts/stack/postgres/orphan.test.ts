import { describe, expect, it } from 'vitest';
import { parsePidFile } from './orphan.ts';

describe('parsePidFile', () => {
  it.each([
    ['4711\n/data\n1790000000\n54321\n\n127.0.0.1\n  12345 6\nready   \n', { pid: 4711, ready: true }],
    ['4711\n/data\n1790000000\n54321\n\n127.0.0.1\n  12345 6\nstarting\n', { pid: 4711, ready: false }],
    ['4711\n/data\n', { pid: 4711, ready: false }],
    ['', undefined],
    ['nonsense\n', undefined],
    ['-4711\n', undefined],
  ])('reads %j', (text, expected) => expect(parsePidFile(text)).toEqual(expected));
});
