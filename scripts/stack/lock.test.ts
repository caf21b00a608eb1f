import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { judgeLock, lockDataFolder, parseHolder } from './lock.ts';
import { commandOf } from './processes.ts';

describe('judgeLock', () => {
  const holder = { pid: 41, command: 'node scripts/start.ts' };

  it.each([
    ['the holder runs', holder, 'node scripts/start.ts', 7, { state: 'held', pid: 41 }],
    ['the holder is gone', holder, undefined, 7, { state: 'stale' }],
    ['its id belongs to another program now', holder, 'sleep 5', 7, { state: 'stale' }],
    ['its id is our own, as in a container that starts anew', holder, 'node scripts/start.ts', 41, { state: 'stale' }],
    ['the file holds no lock', undefined, undefined, 7, { state: 'stale' }],
  ])('when %s', (_, given, running, ownPid, expected) => {
    expect(judgeLock(given, running, ownPid)).toEqual(expected);
  });
});

describe('parseHolder', () => {
  it.each(['', 'nonsense', 'null', '7', '{"pid":"7","command":"x"}', '{"pid":7}'])('reads no holder in %j', (text) => {
    expect(parseHolder(text)).toBeUndefined();
  });
});

describe('lockDataFolder', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder('lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('leaves nothing behind', () => {
    lockDataFolder(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes over from a process that is gone', () => {
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: 2 ** 30, command: 'node' }));
    const unlock = lockDataFolder(folder);
    expect(existsSync(join(folder, 'lock'))).toBe(true);
    unlock();
  });

  it('names the living process that has it, and leaves it alone', () => {
    const lock = { pid: process.ppid, command: commandOf(process.ppid) };
    writeFileSync(join(folder, 'lock'), JSON.stringify(lock));
    expect(() => lockDataFolder(folder)).toThrow(`(process ${process.ppid})`);
    expect(existsSync(join(folder, 'lock'))).toBe(true);
  });
});
