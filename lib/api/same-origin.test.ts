import { expect, test } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

const OURS = { 'x-requested-with': 'tidemark', host: 'console.example:3000' };
const PUBLIC = 'https://tidemark.example';

test.each<[string, Record<string, string>, string | undefined, boolean]>([
  ['the header alone (a script with a cookie)', OURS, undefined, true],
  [
    'a page of ours',
    { ...OURS, 'sec-fetch-site': 'same-origin', origin: 'http://console.example:3000' },
    undefined,
    true,
  ],
  ['behind a proxy, by the public address', { ...OURS, origin: PUBLIC }, PUBLIC, true],
  ['without the header', { host: 'console.example:3000', 'sec-fetch-site': 'same-origin' }, undefined, false],
  ['with another header value', { ...OURS, 'x-requested-with': 'XMLHttpRequest' }, undefined, false],
  ['from another site', { ...OURS, 'sec-fetch-site': 'cross-site' }, undefined, false],
  ['from a sibling domain', { ...OURS, 'sec-fetch-site': 'same-site' }, undefined, false],
  ['from another origin', { ...OURS, origin: 'https://evil.example' }, undefined, false],
  ['from another port', { ...OURS, origin: 'http://console.example:4000' }, undefined, false],
  ['from a sandboxed frame', { ...OURS, origin: 'null' }, undefined, false],
  ['by Host when a public address is set', { ...OURS, origin: 'http://console.example:3000' }, PUBLIC, false],
])('%s', (_, headers, publicUrl, expected) => {
  expect(isSameOrigin(new Headers(headers), publicUrl)).toBe(expected);
});
