import { stableJson } from '#lib/platform/stable-json.ts';
import type { Json, JsonObject } from '../../types.ts';
import { isJsonObject, memberOf } from '../../values/json.ts';
import type { Step } from '../path.ts';
import type { FieldWriter } from '../types.ts';
import type { OwnedFields } from './owned-fields.ts';

interface Share {
  writer: FieldWriter;
  fields: JsonObject;
}

/** Who owns what at a place and below it: the field sets of all writers, walked in step with the object. */
export class Owners {
  readonly #shares: readonly Share[];

  constructor(shares: readonly Share[]) {
    this.#shares = shares;
  }

  /** The owners one step further in. */
  at(step: Step): Owners {
    if (this.#shares.length === 0) return this;
    const name = memberName(step);
    const shares: Share[] = [];
    for (const { writer, fields } of this.#shares) {
      const inner = memberOf(fields, name) ?? memberSpelledOtherwise(fields, step);
      if (isJsonObject(inner)) shares.push({ writer, fields: inner });
    }
    return shares.length === 0 ? NO_OWNERS : new Owners(shares);
  }

  /** Whether somebody owns a field, or something below it. */
  hasField(field: string): boolean {
    const name = memberName({ field });
    return this.#shares.some(({ fields }) => isJsonObject(memberOf(fields, name)));
  }

  /** Writers who own the place itself: a leaf, or marked with `.`. */
  get here(): FieldWriter[] {
    return this.#shares.filter(({ fields }) => isMember(fields)).map(({ writer }) => writer);
  }

  /** Writers who own the place or anything below it. */
  get within(): FieldWriter[] {
    return this.#shares.map(({ writer }) => writer);
  }

  /** Somebody owns the place as a leaf, with all that is below it. */
  get hasLeaf(): boolean {
    return this.#shares.some(({ fields }) => Object.keys(fields).length === 0);
  }

  get isEmpty(): boolean {
    return this.#shares.length === 0;
  }
}

const NO_OWNERS = new Owners([]);

/** The owners of a whole object. */
export function ownersOf(entries: readonly OwnedFields[]): Owners {
  return new Owners(entries);
}

function isMember(fields: JsonObject): boolean {
  return Object.hasOwn(fields, '.') || Object.keys(fields).length === 0;
}

function memberName(step: Step): string {
  if ('field' in step) return `f:${step.field}`;
  if ('keys' in step) return `k:${stableJson(step.keys)}`;
  if ('value' in step) return `v:${JSON.stringify(step.value)}`;
  return `i:${step.index}`;
}

/** Keys and values are JSON within a name, and servers escape some characters of it differently. */
function memberSpelledOtherwise(fields: JsonObject, step: Step): Json | undefined {
  if ('field' in step || 'index' in step) return undefined;
  const [prefix, wanted] = 'keys' in step ? ['k:', stableJson(step.keys)] : ['v:', stableJson(step.value)];
  const name = Object.keys(fields).find((key) => key.startsWith(prefix) && respelled(key.slice(2)) === wanted);
  return name === undefined ? undefined : fields[name];
}

function respelled(json: string): string | null {
  try {
    return stableJson(JSON.parse(json));
  } catch {
    return null;
  }
}
