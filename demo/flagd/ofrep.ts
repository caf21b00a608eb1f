import type { RequestListener } from 'node:http';
import { FlagdCore } from '@openfeature/flagd-core';
import type { JsonObject } from '#lib/kubernetes/types.ts';
import { objectIn, stringIn } from '#lib/kubernetes/values/json.ts';
import { type HeldFlag, selected } from './load.ts';

/** What the stand-in's OFREP service depends on. */
export interface OfrepState {
  held: readonly HeldFlag[];
  /** As flagd did before its core 0.16. */
  omitsDisabled: boolean;
  /** Answered instead. */
  fault: { status: number; body: string } | null;
}

/** The set that flagd says flags of no set are in, where those are asked for. */
const NO_SET = '6f7d8c1e-0000-4000-8000-000000000000';

/** Serves `POST /ofrep/v1/evaluate/flags` as flagd does. */
export function ofrepListener(state: () => OfrepState): RequestListener {
  return async (request, response) => {
    const { held, omitsDisabled, fault } = state();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (fault !== null) return void response.writeHead(fault.status).end(fault.body);
    if (request.url !== '/ofrep/v1/evaluate/flags') return void response.writeHead(404).end();
    const context = objectIn(JSON.parse(Buffer.concat(chunks).toString('utf8')), 'context');
    const selector = String(request.headers['flagd-selector'] ?? '');
    const flags = selected(held, selector)
      .filter(({ flag }) => !omitsDisabled || flag.state !== 'DISABLED')
      .map((each) => evaluated(each, context, selector === 'flagSetId='));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ flags, metadata: {} }));
  };
}

function evaluated({ key, flag }: HeldFlag, context: JsonObject, isOfNoSet: boolean): unknown {
  const metadata = { ...objectIn(flag, 'metadata'), ...(isOfNoSet && { flagSetId: NO_SET }) };
  if (flag.state === 'DISABLED') return { key, reason: 'DISABLED', metadata };
  const { defaultVariant, targeting, ...rest } = flag;
  const written = {
    ...rest,
    ...(targeting !== null && { targeting }),
    ...(defaultVariant !== '' && { defaultVariant }),
  };
  const core = new FlagdCore(undefined, { error() {}, warn() {}, info() {}, debug() {} });
  core.setConfigurations(JSON.stringify({ flags: { [key]: written } }));
  const answer = core.getFlag(key)?.evaluate(JSON.parse(JSON.stringify(context)));
  if (answer?.reason === 'ERROR') return { key, errorCode: answer.errorCode, errorDetails: '', metadata };
  const variant = stringIn(JSON.parse(JSON.stringify(answer)), 'variant') ?? undefined;
  return { key, reason: answer?.reason, variant, value: answer?.value, metadata };
}
