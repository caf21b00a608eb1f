import { posix } from 'node:path';
import { parseSync } from 'oxc-parser';

/** One import: from a file of the checkout to another one or to a package. */
export interface Import {
  from: string;
  /** Path in the checkout, or the specifier of a package (`pg`, `node:fs`). */
  to: string;
  line: number;
  /** True when only types are imported, which vanish at run time. */
  typeOnly: boolean;
}

/** The imports and re-exports of a source text. `file` is its path in the checkout, with `/`. */
export function importsOf(file: string, source: string): Import[] {
  const { module } = parseSync(file, source);
  const found: { specifier: string; start: number; typeOnly: boolean }[] = [];
  for (const { entries, moduleRequest, start } of module.staticImports) {
    const typeOnly = entries.length > 0 && entries.every((entry) => entry.isType);
    found.push({ specifier: moduleRequest.value, start, typeOnly });
  }
  for (const { entries, start } of module.staticExports) {
    const typeOnly = entries.every((entry) => entry.isType);
    const request = entries.find((entry) => entry.moduleRequest !== null)?.moduleRequest;
    if (request) found.push({ specifier: request.value, start, typeOnly });
  }
  for (const { moduleRequest, start } of module.dynamicImports) {
    const specifier = /^['"`]([^'"`$]+)['"`]$/.exec(source.slice(moduleRequest.start, moduleRequest.end))?.[1];
    if (specifier !== undefined) found.push({ specifier, start, typeOnly: false });
  }
  return found.map(({ specifier, start, typeOnly }) => ({
    from: file,
    to: resolve(file, specifier),
    line: source.slice(0, start).split('\n').length,
    typeOnly,
  }));
}

/** `#lib/x.ts` and relative specifiers become paths in the checkout; packages stay as they are. */
function resolve(file: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier;
}
