import { expect } from '@playwright/test';
import { DEMO_KEY, type DemoGateway, startDemoGateway } from '#demo/gateway.ts';

/** A gateway of the test's own: what is done to its models touches nobody else. */
export interface TestGateway {
  url: string;
  key: string;
  /** The model answers in its new way from now on; `null` takes that back. */
  change: (model: string, at?: 'now' | null) => Promise<void>;
  /** Commits a fault on the requests of a model, or of all with `*`; the first that was given strikes, `count` times. */
  fault: (rule: { model: string; kind: string; delayMs?: number; count?: number }) => Promise<void>;
  clearFaults: () => Promise<void>;
  close: () => Promise<void>;
}

/** Starts a demo gateway whose models always answer alike. */
export async function startGateway(): Promise<TestGateway> {
  const gateway: DemoGateway = await startDemoGateway({ noiseSeed: 'browser tests' });
  const control = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(gateway.url + path, {
      method,
      headers: { authorization: `Bearer ${DEMO_KEY}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect(answer.status, path).toBe(200);
  };
  return {
    url: gateway.url,
    key: DEMO_KEY,
    change: (model, at = 'now') => control('POST', `/demo/models/${model}/change`, { at }),
    fault: (rule) => control('POST', '/demo/faults', rule),
    clearFaults: () => control('DELETE', '/demo/faults'),
    close: () => gateway.close(),
  };
}
