import { readCapped } from '#lib/api/body.ts';
import { presentable, problemResponse } from '#lib/api/problem.ts';
import { clientAddress } from '#lib/auth/client-address.ts';
import { receiveNotification } from '#lib/clusters/flux-signals/receive.ts';
import { idText } from '#lib/contract/common.ts';
import { MAX_WEBHOOK_BYTES } from '#lib/gitops/limits.ts';
import { systemClock } from '#lib/platform/clock.ts';
import { db } from '#lib/platform/db.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { env } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { createLogger } from '#lib/platform/log.ts';

/** Takes notifications of Flux's notification-controller (Provider of type generic-hmac): 202 taken, 200 known. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ clusterId: string }> },
): Promise<Response> {
  try {
    const body = await readBody(request);
    if (body === null) {
      const told = `The body is larger than ${MAX_WEBHOOK_BYTES / 1024} KiB. Nothing was taken.`;
      return problemResponse(new TidemarkError('invalid_input', told), 413);
    }
    const deps = { ctx: { db: db(), now: systemClock }, key: encryptionKey, log: createLogger('console') };
    const status = await receiveNotification(deps, {
      clusterId: idText.safeParse((await params).clusterId).data ?? null,
      body,
      signature: request.headers.get('x-signature'),
      address: clientAddress(request.headers.get('x-forwarded-for'), env().TIDEMARK_TRUSTED_PROXIES),
    });
    const headers = { 'Cache-Control': 'no-store' };
    return Response.json({ status }, { status: status === 'taken' ? 202 : 200, headers });
  } catch (error) {
    const shown = presentable(error);
    // The body is something else, rather than fields that do not fit.
    return problemResponse(shown, shown.code === 'invalid_input' ? 400 : undefined);
  }
}

async function readBody(request: Request): Promise<Uint8Array | null> {
  try {
    return await readCapped(request.body, MAX_WEBHOOK_BYTES);
  } catch (cause) {
    const told = 'The body broke off before its end. Nothing was taken.';
    throw new TidemarkError('invalid_input', told, { cause });
  }
}

export const dynamic = 'force-dynamic';
