import { describe, expect, it } from 'vitest';
import { configMap } from '../testing/objects.ts';
import { CONFIG_MAPS } from '../testing/stand-in.ts';
import { readLines } from './lines.ts';
import { readEvent } from './watch-event.ts';

describe('readLines', () => {
  async function linesOf(parts: readonly string[], maxBytes = 10): Promise<string[]> {
    async function* chunks() {
      for (const part of parts) yield Buffer.from(part);
    }
    const lines: string[] = [];
    for await (const read of readLines(chunks(), maxBytes))
      lines.push('line' in read ? read.line.toString() : '(long)');
    return lines;
  }

  it.each([
    [['one\ntwo\n'], ['one', 'two']],
    [
      ['o', 'n', 'e\nt', 'wo\n'],
      ['one', 'two'],
    ],
    [['one\nunfinished'], ['one']],
    [['\n\n'], ['', '']],
    [['12345678901\nshort\n'], ['(long)', 'short']],
    [
      ['123456', '789012', '3\nshort\n'],
      ['(long)', 'short'],
    ],
    [
      ['ex', 'actly ten\nx\n'],
      ['(long)', 'x'],
    ],
    [['exactly te\nx\n'], ['exactly te', 'x']],
  ])('splits %j', async (parts, lines) => {
    expect(await linesOf(parts)).toEqual(lines);
  });
});

describe('readEvent', () => {
  const object = {
    ...configMap('payments', 'rates'),
    metadata: { name: 'rates', namespace: 'payments', resourceVersion: '7' },
  };
  const read = (event: unknown) => readEvent(CONFIG_MAPS, { line: Buffer.from(JSON.stringify(event)) });

  it('gives events with the version behind them', () => {
    expect(read({ type: 'ADDED', object })).toEqual({ event: { type: 'added', object }, resourceVersion: '7' });
    const bookmark = { type: 'BOOKMARK', object: { metadata: { resourceVersion: '9' } } };
    expect(read(bookmark)).toEqual({ event: { type: 'bookmark', resourceVersion: '9' }, resourceVersion: '9' });
  });

  it('gives the end that the server makes', () => {
    const ended = { code: 410, message: 'too old' };
    expect(read({ type: 'ERROR', object: { kind: 'Status', ...ended } })).toEqual({ ended });
    expect(read({ type: 'ERROR', object: { code: 'x' } })).toEqual({ ended: { code: 500, message: '' } });
  });

  it('says what is too long or no text', () => {
    expect(readEvent(CONFIG_MAPS, { tooLong: true })).toMatchObject({
      event: { type: 'not-compared', notCompared: { reason: 'too_large', subject: 'configmaps' } },
    });
    const line = Buffer.from(JSON.stringify({ type: 'ADDED', object: { ...object, data: { key: '@' } } }));
    line[line.indexOf('@')] = 0xff;
    expect(readEvent(CONFIG_MAPS, { line })).toMatchObject({
      event: { type: 'not-compared', notCompared: { reason: 'unreadable', subject: 'configmaps payments/rates' } },
      resourceVersion: '7',
    });
  });

  it.each([null, 'text', {}, { type: 'NEW', object }, { type: 'ADDED' }, { type: 'ADDED', object: { metadata: {} } }])(
    'takes %j for no event',
    (event) => {
      expect(read(event)).toBeUndefined();
    },
  );
});
