import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeNextPath, signInPath } from './next-path.ts';

describe('safeNextPath', () => {
  test.each([
    ['/incidents/3?tab=diff#p2', '/incidents/3?tab=diff#p2'],
    ['/runs', '/runs'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/.//evil.example', '/'],
    ['/.//', '/'],
    ['/a/..//evil.example', '/'],
    ['https://evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-in?next=/sign-in', '/'],
    ['/api/auth/signout', '/'],
    ['', '/'],
    [null, '/'],
    [undefined, '/'],
  ])('%j leads to %s', (next, expected) => {
    expect(safeNextPath(next)).toBe(expected);
  });

  test('whatever is asked for, the browser stays on the console', () => {
    const part = fc.constantFrom('/', '\\', '.', '..', ':', '@', '\t', '\n', '%2f', 'evil.example', 'http', '?', '#');
    const trickyPath = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          trickyPath,
          trickyPath.map((path) => `/${path}`),
        ),
        (next) => {
          expect(new URL(safeNextPath(next), 'https://console.example').origin).toBe('https://console.example');
        },
      ),
    );
  });
});

test('signInPath carries the way back only where there is one', () => {
  expect(signInPath('/')).toBe('/sign-in');
  expect(signInPath('/runs?status=failed')).toBe('/sign-in?next=%2Fruns%3Fstatus%3Dfailed');
});
