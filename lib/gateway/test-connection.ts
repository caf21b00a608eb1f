import { z } from 'zod';
import { TidemarkError } from '#lib/platform/errors.ts';
import { CONNECTION_TEST_TIMEOUT_MS, MAX_RESPONSE_BYTES } from '#lib/policy/thresholds.ts';
import { gatewayRoot, normaliseBaseUrl } from './base-url.ts';
import { createCappedFetch, type Fetch } from './capped-fetch.ts';
import { createGatewayClient } from './client.ts';
import { describeConnectionFault } from './connection-fault.ts';
import type { GatewayConnection } from './kind.ts';
import { type SampleResult, UNMEASURED_LABEL } from './outcome.ts';

/** Steps of a connection test, in order. */
export const CONNECTION_STEPS = {
  address: 'Base URL',
  alive: 'Gateway answers',
  models: 'List of models',
  answer: 'One-token call',
} as const;

export type ConnectionStepName = keyof typeof CONNECTION_STEPS;

export interface ConnectionStep {
  name: ConnectionStepName;
  status: 'ok' | 'failed' | 'skipped';
  detail: string;
  /** What to do about a failed step. */
  mend?: string;
}

export interface ConnectionReport {
  /** Whether the model answered. */
  ok: boolean;
  steps: ConnectionStep[];
  /** Models the gateway lists, null where it lists none. */
  models: string[] | null;
}

interface TestOptions extends GatewayConnection {
  model: string;
  fetch?: Fetch;
}

const modelListSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/**
 * Tries a gateway the cheap way: free endpoints first, then one call of one token. Never asks LiteLLM's `/health`,
 * which makes a paid call to every model. Resolves with a report whatever happens.
 */
export async function testConnection(options: TestOptions): Promise<ConnectionReport> {
  const address = checkAddress(options.baseUrl);
  if (typeof address !== 'string') return { ok: false, steps: [address], models: null };
  const steps: ConnectionStep[] = [{ name: 'address', status: 'ok', detail: address }];
  const get = createGet(options);

  if (options.kind === 'litellm') {
    const alive = judgeAlive(await get(`${gatewayRoot(address)}/health/liveliness`));
    steps.push(alive);
    if (alive.status === 'failed') return { ok: false, steps, models: null };
  }
  const listing = await get(`${address}/models`);
  const models = readModels(listing);
  const listed = judgeModels(listing, models, options.model);
  steps.push(listed);
  if (listed.status === 'failed') return { ok: false, steps, models };

  const answer = judgeAnswer(await askOneToken(options));
  steps.push(answer);
  return { ok: answer.status === 'ok', steps, models };
}

type Got = { status: number; body: string } | { fault: string };

function createGet({ apiKey, fetch = globalThis.fetch }: TestOptions): (url: string) => Promise<Got> {
  const cappedFetch = createCappedFetch(fetch, MAX_RESPONSE_BYTES);
  const headers: HeadersInit = apiKey === null ? {} : { authorization: `Bearer ${apiKey}` };
  return async (url) => {
    const signal = AbortSignal.timeout(CONNECTION_TEST_TIMEOUT_MS);
    try {
      const response = await cappedFetch(url, { headers, signal });
      return { status: response.status, body: await response.text() };
    } catch (error) {
      const fault = signal.aborted
        ? `no answer within ${CONNECTION_TEST_TIMEOUT_MS} ms`
        : describeConnectionFault(error);
      return { fault };
    }
  };
}

function checkAddress(baseUrl: string): string | ConnectionStep {
  try {
    return normaliseBaseUrl(baseUrl);
  } catch (error) {
    if (!(error instanceof TidemarkError)) throw error;
    return { name: 'address', status: 'failed', detail: error.message, mend: UNMEASURED_LABEL.wrong_address.mend };
  }
}

function judgeAlive(got: Got): ConnectionStep {
  if ('fault' in got) return failed('alive', got.fault, UNMEASURED_LABEL.unreachable.mend);
  if (got.status === 200) return { name: 'alive', status: 'ok', detail: 'The LiteLLM proxy is alive.' };
  if (got.status >= 500) return failed('alive', `HTTP ${got.status}`, UNMEASURED_LABEL.server_error.mend);
  const detail = `HTTP ${got.status} from /health/liveliness: this does not look like a LiteLLM proxy.`;
  return { name: 'alive', status: 'skipped', detail };
}

function judgeModels(got: Got, models: readonly string[] | null, wanted: string): ConnectionStep {
  if ('fault' in got) return failed('models', got.fault, UNMEASURED_LABEL.unreachable.mend);
  if (got.status === 401 || got.status === 403) {
    return failed('models', `HTTP ${got.status}: the key was refused.`, UNMEASURED_LABEL.unauthorised.mend);
  }
  if (models === null) {
    return { name: 'models', status: 'skipped', detail: `HTTP ${got.status}: the gateway lists no models.` };
  }
  const found = models.includes(wanted);
  const note = found ? `${wanted} is among them.` : `${wanted} is not among them; it may still be routed.`;
  return { name: 'models', status: 'ok', detail: `${models.length} models; ${note}` };
}

function readModels(got: Got): string[] | null {
  if ('fault' in got || got.status !== 200 || !got.body.trimStart().startsWith('{')) return null;
  const parsed = z.string().transform(parseJson).pipe(modelListSchema).safeParse(got.body);
  return parsed.success ? parsed.data.data.map((model) => model.id) : null;
}

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
}

function askOneToken({ model, ...connection }: TestOptions): Promise<SampleResult> {
  const messages = [{ role: 'user' as const, content: 'ping' }];
  const timeoutMs = CONNECTION_TEST_TIMEOUT_MS;
  return createGatewayClient(connection).ask({ model, messages, maxTokens: 1 }, { timeoutMs });
}

function judgeAnswer(result: SampleResult): ConnectionStep {
  if (result.kind === 'measured') return { name: 'answer', status: 'ok', detail: 'The model answered.' };
  // One token rarely is a whole answer: being cut off is the expected outcome.
  if (result.reason === 'truncated') return { name: 'answer', status: 'ok', detail: 'The model answered.' };
  const { label, mend } = UNMEASURED_LABEL[result.reason];
  return failed('answer', `${label}. ${result.detail}`, mend);
}

function failed(name: ConnectionStepName, detail: string, mend: string): ConnectionStep {
  return { name, status: 'failed', detail, mend };
}
