import { z } from 'zod';
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
  durationMs: number;
}

/** A step before its time is known. */
export type Judged = Omit<ConnectionStep, 'durationMs'>;

export interface ConnectionReport {
  /** Whether the model answered. */
  ok: boolean;
  steps: ConnectionStep[];
  /** Models the gateway lists, null where it lists none. */
  models: string[] | null;
}

/** What came of a plain GET. */
export type Got = { status: number; body: string } | { fault: string };

const modelListSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Judges LiteLLM's free health check; anything but a failure lets the test go on. */
export function judgeAlive(got: Got): Judged {
  if ('fault' in got) return failed('alive', got.fault, UNMEASURED_LABEL.unreachable.mend);
  if (got.status === 200) return { name: 'alive', status: 'ok', detail: 'The LiteLLM proxy is alive.' };
  if (got.status >= 500) return failed('alive', `HTTP ${got.status}`, UNMEASURED_LABEL.server_error.mend);
  const detail = `HTTP ${got.status} from /health/liveliness: this does not look like a LiteLLM proxy.`;
  return { name: 'alive', status: 'skipped', detail };
}

/** Judges the list of models. A gateway may route names it does not list, so a missing one is only noted. */
export function judgeModels(got: Got, models: readonly string[] | null, wanted: string): Judged {
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

/** Names of the listed models, null where there is no list. */
export function readModels(got: Got): string[] | null {
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

/** Judges the one-token call. */
export function judgeAnswer(result: SampleResult): Judged {
  if (result.kind === 'measured') return { name: 'answer', status: 'ok', detail: 'The model answered.' };
  // One token rarely is a whole answer: being cut off is the expected outcome.
  if (result.reason === 'truncated') return { name: 'answer', status: 'ok', detail: 'The model answered.' };
  const { label, mend } = UNMEASURED_LABEL[result.reason];
  return failed('answer', `${label}. ${result.detail}`, mend);
}

/** A failed step with its way out. */
export function failed(name: ConnectionStepName, detail: string, mend: string): Judged {
  return { name, status: 'failed', detail, mend };
}
