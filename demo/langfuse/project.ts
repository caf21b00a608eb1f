import { createRandom, shortHash } from '../random.ts';

/** One tool call of a made-up agent. */
export interface DemoToolCall {
  name: string;
  arguments: Record<string, unknown>;
  result: unknown;
}

export interface DemoTrace {
  id: string;
  at: Date;
  input: unknown;
  output: unknown;
  model: string;
  costUsd: number;
  latencySeconds: number;
  toolCalls: DemoToolCall[];
}

export interface DemoScore {
  id: string;
  traceId: string;
  /** Set where the score is of one step of the trace. */
  observationId: string | null;
  name: string;
  value: number;
  comment: string;
  at: Date;
}

/** A made-up Langfuse project. */
export interface DemoProject {
  id: string;
  name: string;
  traces: Map<string, DemoTrace>;
  /** Newest first. */
  scores: DemoScore[];
}

export interface ProjectOptions {
  traces: number;
  /** The newest trace ended a little before this. */
  now: Date;
  /** Days that the traces are spread over. */
  days?: number;
  evaluator?: string;
  seed?: string;
}

const HOUR_MS = 3_600_000;

/** Made-up questions; every detail that looks personal is one that nobody has. */
const QUESTIONS = [
  (n: number) => `Please refund order ${n}: it arrived broken. My e-mail is customer${n}@example.com.`,
  (n: number) => `Where is my parcel ${n}? Call me on +44 20 7946 0${100 + (n % 900)}.`,
  (n: number) => `I was charged twice for invoice ${n}, card 4242 4242 4242 4242.`,
  (n: number) => `Please change the delivery address of order ${n} to 12 Harbour Lane.`,
  (n: number) => `Cancel subscription ${n} and pay the rest out to DE89 3704 0044 0532 0130 00.`,
] as const;

const FAULTS = [
  'Promised a refund above the limit without approval.',
  'Answered without looking the order up.',
  'Repeated personal data that nobody asked for.',
  'Ignored the second half of the question.',
] as const;

/** A project of support traces that an evaluator scored low, the same for the same options. */
export function makeProject(options: ProjectOptions): DemoProject {
  const { traces: count, now, days = 6, evaluator = 'Review-E', seed = 'langfuse' } = options;
  const random = createRandom(seed);
  const traces = new Map<string, DemoTrace>();
  const scores: DemoScore[] = [];
  for (let n = 0; n < count; n++) {
    const at = new Date(now.getTime() - HOUR_MS - Math.floor((n / count) * (days * 24 - 1) * HOUR_MS));
    const trace = makeTrace(`${shortHash(`${seed}:a:${n}`)}${shortHash(`${seed}:b:${n}`)}`, n, at, random);
    traces.set(trace.id, trace);
    scores.push({
      id: `score-${n}`,
      traceId: trace.id,
      observationId: null,
      name: evaluator,
      value: Math.round(random() * 60) / 100,
      comment: FAULTS[n % FAULTS.length] ?? '',
      at: new Date(at.getTime() + 60_000),
    });
  }
  return { id: 'demo-project', name: 'Demo project', traces, scores };
}

function makeTrace(id: string, n: number, at: Date, random: () => number): DemoTrace {
  const question = QUESTIONS[n % QUESTIONS.length]?.(1000 + n) ?? '';
  const order = { orderId: String(1000 + n) };
  return {
    id,
    at,
    input: {
      messages: [
        { role: 'system', content: 'You are the support agent of a shop.' },
        { role: 'user', content: question },
      ],
      tools: [TOOL],
    },
    output: { role: 'assistant', content: `All done: order ${1000 + n} is refunded in full.` },
    model: 'demo-agent',
    costUsd: Math.round(random() * 9000) / 1e6,
    latencySeconds: Math.round(400 + random() * 1600) / 1000,
    toolCalls: [{ name: 'find_order', arguments: order, result: { ...order, total: 20 + (n % 90), state: 'sent' } }],
  };
}

const TOOL = {
  type: 'function',
  function: {
    name: 'find_order',
    description: 'Looks an order up.',
    parameters: { type: 'object', properties: { orderId: { type: 'string' } }, required: ['orderId'] },
  },
} as const;
