import { TidemarkError } from '#lib/platform/errors.ts';

/** What was entered for a cluster and cannot be taken, at its field. */
export function refused(field: string, message: string): TidemarkError {
  return new TidemarkError('invalid_input', `The cluster’s ${field.replace(/\..*/, '')}: ${message}.`, {
    issues: [{ path: field, message }],
  });
}
