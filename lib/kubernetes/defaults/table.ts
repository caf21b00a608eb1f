import type { Json } from '../types.ts';

/** One way in which the API server fills in a field. All conditions that are named must hold. */
export interface DefaultRule {
  /** The value it writes. For objects `{}`: written as soon as its fields are. */
  is?: Json;
  /** It copies this field of the same object. */
  copies?: string;
  /** It makes up a value of its own, such as an address. */
  isAllocated?: boolean;
  /** Only if a field of the same object has one of these values; null stands for a field that is left out, `*` for any value. */
  when?: Readonly<Record<string, readonly (string | number | boolean | null)[]>>;
  /** Only in objects of these kinds. */
  in?: readonly string[];
}

/** What an API server fills in by itself, by type and field. */
export interface DefaultTable {
  /** Version of the server that it was read from, e.g. `v1.36.3`. */
  serverVersion: string;
  types: Readonly<Record<string, Readonly<Record<string, readonly DefaultRule[]>>>>;
  /** Whether it keeps `false`, 0 or '' in a field, by type and field, or drops it as if it were left out. */
  keepsZero: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
}
