import { TidemarkError } from '#lib/platform/errors.ts';
import { CONNECTION_TEST_TIMEOUT_MS } from '#lib/policy/thresholds.ts';
import { gatewayRoot, normaliseBaseUrl } from './base-url.ts';
import type { Fetch } from './capped-fetch.ts';
import { createGatewayClient } from './client.ts';
import {
  type ConnectionReport,
  type ConnectionStep,
  failed,
  type Judged,
  judgeAlive,
  judgeAnswer,
  judgeModels,
  readModels,
} from './connection-steps.ts';
import { createGet } from './free-get.ts';
import type { GatewayConnection } from './kind.ts';
import { type SampleResult, UNMEASURED_LABEL } from './outcome.ts';

interface TestOptions extends GatewayConnection {
  model: string;
  fetch?: Fetch | undefined;
  /** Milliseconds from a clock that never goes back. */
  now?: () => number;
}

/**
 * Tries a gateway the cheap way: free endpoints first, then one call of one token. Never asks LiteLLM's `/health`,
 * which makes a paid call to every model. Resolves with a report whatever happens.
 */
export async function testConnection(options: TestOptions): Promise<ConnectionReport> {
  const { kind, model, now = () => performance.now() } = options;
  const steps: ConnectionStep[] = [];
  const report = (ok: boolean, models: string[] | null): ConnectionReport => ({ ok, steps, models });
  /** Runs a step and notes it; false where it failed. */
  const passes = async (judge: () => Judged | Promise<Judged>): Promise<boolean> => {
    const startedAt = now();
    const judged = await judge();
    steps.push({ ...judged, durationMs: Math.round(now() - startedAt) });
    return judged.status !== 'failed';
  };

  const address = checkAddress(options.baseUrl);
  if (!(await passes(() => address.judged)) || address.url === null) return report(false, null);
  const { url } = address;
  const get = createGet(options);
  if (
    kind === 'litellm' &&
    !(await passes(async () => judgeAlive(await get(`${gatewayRoot(url)}/health/liveliness`))))
  ) {
    return report(false, null);
  }
  let models: string[] | null = null;
  const listed = await passes(async () => {
    const got = await get(`${url}/models`);
    models = readModels(got);
    return judgeModels(got, models, model);
  });
  if (!listed) return report(false, models);
  return report(await passes(async () => judgeAnswer(await askOneToken(options))), models);
}

function checkAddress(baseUrl: string): { url: string | null; judged: Judged } {
  try {
    const url = normaliseBaseUrl(baseUrl);
    return { url, judged: { name: 'address', status: 'ok', detail: url } };
  } catch (error) {
    if (!(error instanceof TidemarkError)) throw error;
    return { url: null, judged: failed('address', error.message, UNMEASURED_LABEL.wrong_address.mend) };
  }
}

function askOneToken({ model, kind, baseUrl, apiKey, fetch }: TestOptions): Promise<SampleResult> {
  const messages = [{ role: 'user' as const, content: 'ping' }];
  const timeoutMs = CONNECTION_TEST_TIMEOUT_MS;
  return createGatewayClient({ kind, baseUrl, apiKey, fetch }).ask({ model, messages, maxTokens: 1 }, { timeoutMs });
}
