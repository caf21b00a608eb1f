import { expect, it } from 'vitest';
import { isDatabaseUnreachable } from './prisma-errors.ts';

/** As Prisma reports a raw statement that Postgres refused. */
const refused = (originalCode: string) =>
  Object.assign(new Error('Raw query failed'), {
    code: 'P2010',
    meta: { driverAdapterError: Object.assign(new Error('DriverAdapterError'), { cause: { originalCode } }) },
  });

it.each([
  ['shutting down', refused('57P01')],
  ['crashed', refused('57P02')],
  ['starting up', refused('57P03')],
  ['connection broken', refused('08006')],
  ['no connection left', refused('53300')],
  ['pool timed out', Object.assign(new Error('Timed out'), { code: 'P2024' })],
  ['socket closed', new Error('Connection terminated unexpectedly')],
  ['wrapped', new Error('outer', { cause: refused('57P01') })],
])('%s: can be had again later', (_name, error) => {
  expect(isDatabaseUnreachable(error)).toBe(true);
});

it.each([
  ['a violated check', refused('23514')],
  ['a missing table', refused('42P01')],
  ['a full disk', refused('53100')],
  ['an error of ours', new Error('no luck')],
  ['no error at all', 'text'],
])('%s: will not mend by itself', (_name, error) => {
  expect(isDatabaseUnreachable(error)).toBe(false);
});
