import { MAX_SUBSTITUTED_CHARS } from '../limits.ts';
import { applyOperator } from './operators.ts';
import { parseTemplate } from './parse.ts';
import { type Piece, SubstitutionError } from './types.ts';

/** Operators that provide for a variable that is not set. */
const WITH_DEFAULT = new Set(['=', ':=', ':-', ':?', ':+']);

/**
 * The text with its variables replaced as Flux's postBuild does.
 *
 * @param isStrict A variable that is neither set nor has a default is an error; otherwise it is empty.
 * @throws SubstitutionError
 */
export function substitute(text: string, variables: ReadonlyMap<string, string>, isStrict = false): string {
  const whole = joined(parseTemplate(text), variables, isStrict);
  if (whole.length <= MAX_SUBSTITUTED_CHARS) return whole;
  throw new SubstitutionError(`the text grows beyond ${MAX_SUBSTITUTED_CHARS} characters`);
}

function joined(pieces: readonly Piece[], variables: ReadonlyMap<string, string>, isStrict: boolean): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : expand(piece, variables, isStrict))).join('');
}

function expand(
  { name, operator, operands }: Exclude<Piece, string>,
  variables: ReadonlyMap<string, string>,
  isStrict: boolean,
): string {
  const given = operands.map((pieces) => joined(pieces, variables, isStrict));
  const value = variables.get(name);
  if (value === undefined && isStrict && !WITH_DEFAULT.has(operator)) {
    throw new SubstitutionError(`variable ${name} is not set`);
  }
  return applyOperator(operator, value ?? '', given);
}
