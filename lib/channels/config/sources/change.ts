import type { AuditChanges } from '#lib/audit/record.ts';
import type { FlagSourceBody, FlagSourcePatch } from '#lib/contract/drift/flags.ts';
import { checkFlagdUrl } from '#lib/flagd/connection.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { fieldLabel } from '#lib/policy/field-labels.ts';
import { tidyFolder } from '../comparison/read-git.ts';

const SHOWN = ['name', 'mode', 'url', 'sourceId', 'path', 'intervalSeconds', 'enabled'] as const;

/** What decides which flags are compared with which: after a change of it nothing is known any more. */
const DECISIVE = ['mode', 'url', 'sourceId', 'path'] as const;

/** What a patch changes; `isMoved`: what was compared before was something else. */
export function planFlagSourceChange(
  current: FlagSourceBody,
  patch: FlagSourcePatch,
): { next: FlagSourceBody; changes: AuditChanges; isMoved: boolean } {
  const next = { ...current, ...patch };
  const changes: AuditChanges = {};
  for (const field of SHOWN) {
    if (next[field] !== current[field]) changes[field] = { from: current[field], to: next[field] };
  }
  if (next.ca !== current.ca) changes.ca = { from: storedCa(current.ca), to: next.ca === null ? 'none' : 'changed' };
  if (next.allowedAddresses.join() !== current.allowedAddresses.join()) {
    changes.allowedAddresses = { from: current.allowedAddresses, to: next.allowedAddresses };
  }
  return { next, changes, isMoved: DECISIVE.some((field) => next[field] !== current[field]) };
}

/**
 * A flagd as it is stored: address and folder in one form.
 *
 * @throws TidemarkError `invalid_input` naming the field, also for addresses that nothing may be connected to.
 */
export function checkedFlagSource<Fields extends FlagSourcePatch>(fields: Fields, allowed: readonly string[]): Fields {
  const { url, path, ca } = fields;
  const guard = checkedAs('allowedAddresses', () => createOutboundGuard(allowed));
  if (ca != null && !/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(ca)) {
    throw refused('ca', 'must hold certificates in PEM, beginning with -----BEGIN CERTIFICATE-----');
  }
  if (path !== undefined && /[*?[\]]/.test(path)) throw refused('path', 'must be one folder, without wildcards');
  const origin = url === undefined ? undefined : checkFlagdUrl(url);
  if (origin !== undefined) checkedAs('url', () => guard.checkHost(new URL(origin).hostname));
  return {
    ...fields,
    ...(origin !== undefined && { url: origin }),
    ...(path !== undefined && { path: tidyFolder(path) || '.' }),
  };
}

function checkedAs<T>(field: keyof FlagSourceBody, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof TidemarkError) throw refused(field, messageOf(error));
    throw error;
  }
}

function storedCa(ca: string | null): string {
  return ca === null ? 'none' : 'stored';
}

function refused(field: keyof FlagSourceBody, message: string): TidemarkError {
  return new TidemarkError('invalid_input', `The flagd’s ${fieldLabel(field)}: ${message}`, {
    issues: [{ path: field, message }],
  });
}
