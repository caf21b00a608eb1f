import { JSONPath } from 'jsonpath-plus';

/** Members by name (`.id`, `['order id']`), positions (`[0]`), slices (`[0:2]`), all (`*`) and descent (`..id`). */
const PATH =
  /^\$(?:\.{1,2}(?:\*|[\p{L}_][\p{L}\p{N}_-]*)|(?:\.\.)?\[(?:\*|\d{1,9}|-?\d{0,9}:-?\d{0,9}|'[^'\\]*'|"[^"\\]*")\])*$/u;

export type CompiledPath = { valuesIn: (json: object) => unknown[] } | { reason: string };

/**
 * Compiles a JSON path such as `$.order.items[0].id`. Filters and scripts, which hold code, are not part of it.
 *
 * @returns the values that a JSON document holds there; or why the path cannot be used, to follow its name.
 */
export function compilePath(path: string): CompiledPath {
  if (!path.startsWith('$')) return { reason: 'must start with $, such as $.order.id' };
  if (/\[\??\(/.test(path)) return { reason: 'must not hold filters or scripts: name members and positions' };
  if (!PATH.test(path)) return { reason: 'is no JSON path: write it like $.order.items[0].id' };
  return {
    valuesIn: (json) => {
      const values: unknown = JSONPath({ path, json, eval: false, wrap: true });
      return Array.isArray(values) ? values : [];
    },
  };
}
