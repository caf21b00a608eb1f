import type { Completion } from '../completion.ts';
import type { Reply } from '../http.ts';
import type { FaultKind } from './kinds.ts';

/** A completion on its way out, with the headers it will carry. */
export interface Outgoing {
  completion: Completion;
  headers: Record<string, string>;
}

const HUGE_CHARS = 3_000_000;

/** Faults that spoil an answer the model has given: it was paid for. */
const SPOIL_ANSWER: Partial<Record<FaultKind, (outgoing: Outgoing) => Outgoing>> = {
  truncated: (outgoing) => withChoice(outgoing, { finish_reason: 'length' }, (text) => text.slice(0, text.length / 2)),
  content_filter: (outgoing) => withChoice(outgoing, { finish_reason: 'content_filter' }, () => ''),
  empty: (outgoing) => ({ ...outgoing, completion: { ...outgoing.completion, choices: [] } }),
  huge: (outgoing) => withChoice(outgoing, {}, () => 'demo '.repeat(HUGE_CHARS / 5)),
  fallback: ({ completion, headers }) => ({
    completion,
    headers: { ...headers, 'x-litellm-attempted-fallbacks': '1', 'x-litellm-model-group': 'demo-fallback' },
  }),
  cached: ({ completion, headers }) => ({
    completion,
    headers: { ...headers, 'x-litellm-cache-key': 'demo-cache-key' },
  }),
};

const SPOIL_BODY: Partial<Record<FaultKind, (body: string) => { body: string; contentType: string }>> = {
  broken_json: (body) => ({ body: body.slice(0, body.length - 20), contentType: 'application/json' }),
  html: () => ({
    body: '<!doctype html><title>demo</title><p>The demo proxy is being restarted.</p>',
    contentType: 'text/html',
  }),
};

/** The reply for an answer, spoilt by a fault where one is given. */
export function replyWith(outgoing: Outgoing, fault: FaultKind | null): Reply {
  const { completion, headers } = fault === null ? outgoing : (SPOIL_ANSWER[fault]?.(outgoing) ?? outgoing);
  const whole = { body: JSON.stringify(completion), contentType: 'application/json' };
  const { body, contentType } = fault === null ? whole : (SPOIL_BODY[fault]?.(whole.body) ?? whole);
  return { status: 200, headers: { ...headers, 'content-type': contentType }, body };
}

type Choice = Completion['choices'][number];

function withChoice(outgoing: Outgoing, change: Partial<Choice>, edit: (text: string) => string): Outgoing {
  const choices = outgoing.completion.choices.map((choice) => ({
    ...choice,
    ...change,
    message: { ...choice.message, content: edit(choice.message.content ?? '') },
  }));
  return { ...outgoing, completion: { ...outgoing.completion, choices } };
}
