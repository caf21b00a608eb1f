import { describe, expect, test } from 'vitest';
import { readJsonBody } from './body.ts';

const MAX_BYTES = 256 * 1024;

const JSON_TYPE = 'application/json; charset=utf-8';

function post(body: BodyInit | null, contentType: string): Request {
  return new Request('http://console.test/', { method: 'POST', headers: { 'Content-Type': contentType }, body });
}

describe('readJsonBody', () => {
  test('reads JSON', async () => {
    expect(await readJsonBody(post('{"a":[1,"ü"]}', JSON_TYPE), MAX_BYTES)).toEqual({
      ok: true,
      value: { a: [1, 'ü'] },
    });
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonp'])(
    'refuses %s with 415',
    async (contentType) => {
      expect(await readJsonBody(post('{}', contentType), MAX_BYTES)).toMatchObject({ ok: false, status: 415 });
    },
  );

  test.each([
    ['empty', ''],
    ['cut off', '{"a":'],
    ['not JSON', 'hello'],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ])('refuses a body that is %s with 422', async (_, body) => {
    expect(await readJsonBody(post(body, JSON_TYPE), MAX_BYTES)).toMatchObject({ ok: false, status: 422 });
  });

  test('takes one of the largest size and refuses one byte more with 413', async () => {
    const largest = `"${'x'.repeat(MAX_BYTES - 2)}"`;
    expect(await readJsonBody(post(largest, JSON_TYPE), MAX_BYTES)).toMatchObject({ ok: true });
    expect(await readJsonBody(post(`${largest} `, JSON_TYPE), MAX_BYTES)).toMatchObject({ ok: false, status: 413 });
  });

  test('answers a body that breaks off with 400', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new DOMException('This operation was aborted', 'AbortError')),
    });
    const request = new Request('http://console.test/', {
      method: 'POST',
      headers: { 'Content-Type': JSON_TYPE },
      body: broken,
      ...{ duplex: 'half' },
    });
    expect(await readJsonBody(request, MAX_BYTES)).toMatchObject({ ok: false, status: 400 });
  });

  test('stops reading an endless body', async () => {
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        chunks += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    const request = new Request('http://console.test/', {
      method: 'POST',
      headers: { 'Content-Type': JSON_TYPE },
      body: endless,
      ...{ duplex: 'half' },
    });
    expect(await readJsonBody(request, MAX_BYTES)).toMatchObject({ ok: false, status: 413 });
    expect(chunks).toBeLessThan(10);
  });
});
