/** A piece of a text with variables. */
export type Piece = string | Expression;

/** One `${…}`. */
export interface Expression {
  name: string;
  /** '' for the bare variable. */
  operator: string;
  /** What each argument is put together from. */
  operands: Piece[][];
}

/** Text that cannot be read or put together; the message says why. */
export class SubstitutionError extends Error {}
