import type { RequestListener } from 'node:http';
import { afterAll, beforeAll } from 'vitest';
import { invariant } from '#lib/platform/errors.ts';
import { DEMO_KEY, type DemoGateway, type DemoGatewayOptions, startDemoGateway } from './gateway.ts';
import { listenOnLoopback } from './listen.ts';

interface GatewayUnderTest {
  url: () => string;
  /** Calls a path with the demo key and reads JSON. */
  call: (method: string, path: string, body?: unknown) => Promise<{ status: number; headers: Headers; body: unknown }>;
  /** Asks a model a question and gives the text of its answer, or the status of a refusal. */
  say: (model: string, content: string) => Promise<string | number>;
}

/** Runs a demo gateway for the tests of a file. */
export function runDemoGateway(options: DemoGatewayOptions = {}): GatewayUnderTest {
  let gateway: DemoGateway | undefined;
  beforeAll(async () => {
    gateway = await startDemoGateway({ noiseSeed: 'test', ...options });
  });
  afterAll(() => gateway?.close());
  const url = (): string => {
    invariant(gateway, 'the demo gateway runs');
    return gateway.url;
  };
  const call: GatewayUnderTest['call'] = async (method, path, body) => {
    const init = { method, headers: { authorization: `Bearer ${DEMO_KEY}` } };
    const response = await fetch(
      `${url()}${path}`,
      body === undefined ? init : { ...init, body: JSON.stringify(body) },
    );
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return {
    url,
    call,
    say: async (model, content) => {
      const { status, body } = await call('POST', '/v1/chat/completions', {
        model,
        messages: [{ role: 'user', content }],
      });
      return status === 200 ? textOf(body) : status;
    },
  };
}

function textOf(body: unknown): string {
  invariant(typeof body === 'object' && body !== null && 'choices' in body, 'the body is a completion');
  invariant(Array.isArray(body.choices), 'a completion has choices');
  return String(body.choices[0]?.message?.content);
}

/** Serves one request listener on loopback while `use` runs. */
export async function withServer<T>(listener: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
  const { url, close } = await listenOnLoopback(listener, 0);
  try {
    return await use(url);
  } finally {
    await close();
  }
}
