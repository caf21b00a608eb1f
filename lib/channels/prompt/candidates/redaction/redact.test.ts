import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passesLuhn } from './card.ts';
import { hasRightCheckDigits } from './iban.ts';
import { redact } from './redact.ts';
import { redactIo } from './redact-io.ts';
import type { RedactedKind } from './types.ts';

const letters = (length: number) => 'aB3dE5gH7jK9mN1pQ'.repeat(20).slice(0, length);
/** Put together at run time, so that no scanner takes this file for a leak. */
const join = (...parts: string[]) => parts.join('');

const KEY_BLOCK = ['-----BEGIN RSA PRIVATE', ' KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----'].join('');

const FOUND: [RedactedKind, string, string][] = [
  ['private key', `key:\n${KEY_BLOCK}\nrest`, 'key:\n[redacted: private key]\nrest'],
  ['private key', KEY_BLOCK.slice(0, 50), '[redacted: private key]'],
  [
    'signed token',
    `see ${join('eyJhbGciOi', 'JIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_9')} there`,
    'see [redacted: signed token] there',
  ],
  ['bearer token', `Authorization: Bearer ${letters(20)}`, 'Authorization: Bearer [redacted: bearer token]'],
  ['bearer token', 'authorization: basic dXNlcjpwYXNz==', 'authorization: basic [redacted: bearer token]'],
  ['API key', join('sk-', 'ant-api03-', letters(40)), '[redacted: API key]'],
  ['API key', join('sk-', 'proj-', letters(40), '.'), '[redacted: API key].'],
  ['API key', join('(gh', 'p_', letters(36), ')'), '([redacted: API key])'],
  ['API key', join('github_', 'pat_', letters(40)), '[redacted: API key]'],
  ['API key', join('gl', 'pat-', letters(20)), '[redacted: API key]'],
  ['API key', join('xo', 'xb-', letters(30)), '[redacted: API key]'],
  ['API key', join('AK', 'IA', 'ABCDEFGHIJKLMNOP'), '[redacted: API key]'],
  ['API key', join('AI', 'za', letters(35)), '[redacted: API key]'],
  ['API key', join('sk_', 'live_', letters(24)), '[redacted: API key]'],
  ['API key', join('S', 'G.', letters(22), '.', letters(43)), '[redacted: API key]'],
  ['password', 'postgres://shop:hunter2@db/shop', 'postgres://[redacted: password]@db/shop'],
  ['password', 'password: hunter2!', 'password: [redacted: password]'],
  ['password', 'GET /?api_key=abc123def&x=1', 'GET /?api_key=[redacted: password]&x=1'],
  ['password', 'https://a.example/x?id=7&token=abc123secret.', 'https://a.example/x?id=7&token=[redacted: password]'],
  ['password', '/file?sig=9xY%2Bz8Qw7#top', '/file?sig=[redacted: password]#top'],
  ['IBAN', 'to DE89 3704 0044 0532 0130 00 please', 'to [redacted: IBAN] please'],
  ['IBAN', 'GB29NWBK60161331926819', '[redacted: IBAN]'],
  ['IBAN', 'nl91abna0417164300,', '[redacted: IBAN],'],
  ['card number', 'card 4242 4242 4242 4242 12/27', 'card [redacted: card number] 12/27'],
  ['card number', '378282246310005', '[redacted: card number]'],
  ['card number', '5555-5555-5555-4444', '[redacted: card number]'],
  ['e-mail', 'Jörg.Müller+x@bücher.example.', '[redacted: e-mail].'],
  ['e-mail', '<a.b@c.example.org>', '<[redacted: e-mail]>'],
  ['phone number', 'call +49 (0)30 123456-78 now', 'call [redacted: phone number] now'],
  ['phone number', '+44 20 7946 0123', '[redacted: phone number]'],
  ['phone number', '0049 171 1234567', '[redacted: phone number]'],
  ['phone number', '020 7946 0123', '[redacted: phone number]'],
  ['phone number', '(415) 555-0132', '[redacted: phone number]'],
];

it.each(FOUND)('takes a %s out of %j', (kind, text, rest) => {
  expect(redact(text)).toEqual({ text: rest, counts: { [kind]: 1 } });
});

const KEPT = [
  'Order 1234567 of 2026-05-10 at 12:30:45.123, total 1,234.56',
  '2026-05-10T12:00:00.000Z',
  '4242 4242 4242 4243',
  'DE88370400440532013000',
  'version 1.22.333.4444, 192.168.100.200',
  'task-sk-refund, desk-top, risk-averse-management-decisions',
  'Your password: please choose a new one',
  'a@b, @handle, user@localhost',
  'trace 0123456789abcdef0123456789abcdef',
  'basic understanding of bearer bonds',
  'https://shop.example/search?key=shoes&code=AB12&page=3',
];

it.each(KEPT)('leaves %j alone', (text) => {
  expect(redact(text)).toEqual({ text, counts: {} });
});

describe('JSON', () => {
  it('is looked at text by text, fields of secrets whole', () => {
    const value = {
      user: { 'a@b.example': 'x', password: 'open' },
      note: `k\n${KEY_BLOCK}`,
      card: 4242424242424242,
      n: 7,
    };
    const { text, counts } = redactIo(JSON.stringify(value));
    expect(JSON.parse(text)).toEqual({
      user: { '[redacted: e-mail]': 'x', password: '[redacted: password]' },
      note: 'k\n[redacted: private key]',
      card: '[redacted: card number]',
      n: 7,
    });
    expect(counts).toEqual({ 'private key': 1, password: 1, 'card number': 1, 'e-mail': 1 });
  });

  it('hides nothing behind escapes, nor within JSON that is a text of JSON', () => {
    expect(redactIo('"to a\\u0040b.example"').text).toBe('"to [redacted: e-mail]"');
    expect(redactIo('["a\\u0040b.example", "\\u0000"]').text).toBe('["[redacted: e-mail]","\ufffd"]');
    const inner = JSON.stringify({
      arguments: '{ "password": "open", "to": "a\\u0040b.example" }',
      plain: '{ "n": 1 }',
    });
    expect(JSON.parse(redactIo(inner).text)).toEqual({
      arguments: '{"password":"[redacted: password]","to":"[redacted: e-mail]"}',
      plain: '{ "n": 1 }',
    });
  });

  it('that is broken or nests too deep is one text', () => {
    expect(redactIo('{"to": "a@b.example"').text).toBe('{"to": "[redacted: e-mail]"');
    const deep = `${'['.repeat(5000)}"a@b.example"${']'.repeat(5000)}`;
    expect(redactIo(deep).counts).toEqual({ 'e-mail': 1 });
  });
});

describe('whatever the text', () => {
  const parts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(...FOUND.map(([, text]) => text)),
  );
  const texts = fc.array(parts, { maxLength: 8 }).map((all) => all.join(' '));

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = redact(text).text;
        expect(redact(once)).toEqual({ text: once, counts: {} });
      }),
    );
  });

  it('takes out every card number and every IBAN that stands by itself', () => {
    const digits = fc.stringMatching(/^[3-6]\d{14}$/);
    const card = digits.map((start) => `${start}${[...'0123456789'].find((last) => passesLuhn(start + last))}`);
    const account = fc.stringMatching(/^\d{18}$/);
    const iban = account.map((rest) => {
      const check = Array.from({ length: 98 }, (_, n) => String(n).padStart(2, '0'));
      return `DE${check.find((digits) => hasRightCheckDigits(`DE${digits}${rest}`))}${rest}`;
    });
    fc.assert(
      fc.property(fc.oneof(card, iban), fc.lorem(), (number, words) => {
        expect(redact(`${words} ${number} ${words}`).text).not.toContain(number);
      }),
    );
  });

  it('keeps texts JSON where they were', () => {
    fc.assert(fc.property(fc.json(), (json) => JSON.parse(redactIo(json).text.trim() || 'null') !== undefined));
  });
});

describe('takes linear time', () => {
  const HOSTILE = [
    'a',
    'a.',
    'a@',
    '@a.',
    'eyJ',
    'eyJaaaaaaa.',
    '1 ',
    '1',
    '1-',
    '4242 ',
    'DE12',
    'DE12 ',
    '-----BEGIN PRIVATE KEY-----',
    'Bearer ',
    'sk-',
    'password=',
    '?token=',
    'password: ',
    'x://',
    'x://a:',
    '+1 ',
    '(0',
    '00',
    'SG.',
    'a-',
    'a_',
  ];

  it.each(HOSTILE)('on %j again and again', (unit) => {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
    const startedAt = performance.now();
    redact(text);
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });
});
