import { afterAll, describe, expect, it } from 'vitest';
import { createEncoder } from './encoder.ts';
import { ENCODER_ID } from './id.ts';
import { loadModel } from './model.ts';

const encoder = createEncoder();
afterAll(() => encoder.close());

function cosine(left: Float32Array | undefined, right: Float32Array | undefined): number {
  return left?.reduce((sum, component, index) => sum + component * (right?.[index] ?? Number.NaN), 0) ?? Number.NaN;
}

async function likeness(left: string, right: string): Promise<number> {
  const [first, second] = await encoder.encode([left, right]);
  return cosine(first, second);
}

describe('sentence encoder', () => {
  it('puts texts that say the same near each other and others apart', async () => {
    expect(
      await likeness('The parcel arrives on Monday.', 'Your package will be delivered on Monday.'),
    ).toBeGreaterThan(0.6);
    expect(await likeness('The parcel arrives on Monday.', 'Quicksort picks a pivot element.')).toBeLessThan(0.4);
  });

  it('gives finite vectors of length 1 for every text', async () => {
    const texts = [
      '',
      ' \n',
      'a',
      '😀😀',
      'مرحبا بالعالم',
      '\ud800',
      'a\udc00b',
      'ﷺ'.repeat(2_000),
      '中文'.repeat(500),
    ];
    for (const vector of await encoder.encode(texts)) {
      expect(vector).toHaveLength(512);
      expect(vector.every(Number.isFinite)).toBe(true);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    }
  });

  it('encodes equal texts once, whatever their whitespace', async () => {
    const [first, second, third] = await encoder.encode(['one two', 'one \n two ', 'three']);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('gives the same vector alone and in company', async () => {
    const [alone] = await encoder.encode(['The answer is 42.']);
    const [, inCompany] = await encoder.encode(['A longer text in front of it, for company.', 'The answer is 42.']);
    expect(inCompany).toEqual(alone);
  });

  it('takes no longer for a megabyte than for a page, and sees its ending', async () => {
    const page = 'All work and no play makes for a long report. '.repeat(25_000);
    const [first, second] = await encoder.encode([page, `${page} I am sorry, I cannot help with that request at all.`]);
    expect(cosine(first, second)).toBeLessThan(0.98);
  });

  it('encodes nothing for nothing', async () => {
    expect(await encoder.encode([])).toEqual([]);
  });

  it('stops at an aborted signal', async () => {
    const abort = new AbortController();
    const texts = Array.from(
      { length: 200 },
      (_, index) => `Text number ${index} of many, long enough to take its time.`,
    );
    const encoding = encoder.encode(texts, abort.signal);
    abort.abort(new Error('run cancelled'));
    await expect(encoding).rejects.toThrow('run cancelled');
    expect(await encoder.encode(['still here'])).toHaveLength(1);
  });

  it('refuses more texts than may wait', async () => {
    const small = createEncoder({ maxQueued: 2 });
    await expect(small.encode(['a', 'b', 'c'])).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is closed for good', async () => {
    const closing = createEncoder();
    const waiting = closing.encode(['a', 'b']);
    const refused = expect(waiting).rejects.toMatchObject({ code: 'unavailable' });
    await closing.close();
    await refused;
    await expect(closing.encode(['c'])).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is named by the weights it loads, and refuses others', async () => {
    expect(encoder.id).toBe(ENCODER_ID);
    await expect(loadModel('0'.repeat(64))).rejects.toMatchObject({
      code: 'misconfigured',
      message: expect.stringContaining('SHA-256'),
    });
  });
});

describe('a thread that fails', () => {
  const threadFile = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  const port = "import { parentPort } from 'node:worker_threads';";

  it('is started anew, and given up on when it keeps ending', async () => {
    const crashing = createEncoder({
      threadFile: threadFile(`${port} parentPort.on('message', () => process.exit(7));`),
    });
    await expect(crashing.encode(['a'])).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('exit code 7'),
    });
    await crashing.close();
  });

  it('is refused when its vectors have no direction', async () => {
    const reply = "{ kind: 'vector', vector: new Float32Array(512).fill(NaN) }";
    const broken = createEncoder({
      threadFile: threadFile(`${port} parentPort.on('message', () => parentPort.postMessage(${reply}));`),
    });
    await expect(broken.encode(['a'])).rejects.toMatchObject({ code: 'internal' });
    await broken.close();
  });

  it('tells what it cannot do', async () => {
    const reply = "{ kind: 'failed', code: 'misconfigured', message: 'no weights' }";
    const failing = createEncoder({
      threadFile: threadFile(`${port} parentPort.on('message', () => parentPort.postMessage(${reply}));`),
    });
    await expect(failing.encode(['a'])).rejects.toMatchObject({ code: 'misconfigured', message: 'no weights' });
    await failing.close();
  });
});
