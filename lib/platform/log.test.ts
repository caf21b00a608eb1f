import { expect, it } from 'vitest';
import { TidemarkError } from './errors.ts';
import { createLogger } from './log.ts';

const SECRET = 'sk-hunter2';

function logged(record: object): string {
  const lines: string[] = [];
  createLogger('worker', { write: (line) => void lines.push(line) }).error(record, 'something happened');
  expect(lines).toHaveLength(1);
  return lines.join('');
}

it.each(['apiKey', 'authorization', 'password', 'secret', 'token', 'encryptedKey', 'passwordHash'])(
  'blanks %s, also two levels down',
  (field) => {
    const record = { [field]: SECRET, gateway: { [field]: SECRET, client: { [field]: SECRET } } };
    expect(logged(record)).not.toContain(SECRET);
    expect(logged(record)).toContain('[redacted]');
  },
);

it('writes one JSON line with its process, and errors with their cause', () => {
  const error = new TidemarkError('unavailable', 'No database.', { cause: new Error('refused') });
  expect(JSON.parse(logged({ err: error }))).toMatchObject({
    level: 50,
    process: 'worker',
    msg: 'something happened',
    err: {
      code: 'unavailable',
      message: expect.stringContaining('No database.'),
      stack: expect.stringContaining('refused'),
    },
  });
});
