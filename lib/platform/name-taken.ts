import { TidemarkError } from './errors.ts';
import { isUniqueViolation } from './prisma-errors.ts';

/**
 * What a failed write of a named row means, where the name is its only unique value: the name is taken. Any other
 * error is returned as it is.
 *
 * @param what e.g. `an endpoint`
 */
export function explainNameTaken(error: unknown, what: string, name: string | undefined): unknown {
  if (!isUniqueViolation(error)) return error;
  return new TidemarkError('conflict', `There is already ${what} named ${name}. Choose another name.`, {
    issues: [{ path: 'name', message: 'is taken' }],
    cause: error,
  });
}
