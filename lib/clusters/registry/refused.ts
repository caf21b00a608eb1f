import { TidemarkError } from '#lib/platform/errors.ts';
import { fieldLabel } from '#lib/policy/field-labels.ts';

/** What was entered for a cluster and cannot be taken, at its field. */
export function refused(field: string, message: string): TidemarkError {
  return new TidemarkError('invalid_input', `The cluster’s ${fieldLabel(field.replace(/\..*/, ''))}: ${message}.`, {
    issues: [{ path: field, message }],
  });
}
