/**
 * Where in `value` a text stands that Postgres cannot keep, which is one with a NUL: keys from the outside in, joined
 * by dots. Null where there is none.
 */
export function unstorableAt(value: unknown): string | null {
  // A list of what is left instead of recursion: a body may be nested deeper than the stack.
  const left: { path: string; part: unknown }[] = [{ path: '', part: value }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { path, part } = next;
    if (typeof part === 'string' && part.includes('\u0000')) return path;
    if (typeof part !== 'object' || part === null) continue;
    for (const [key, inner] of Object.entries(part)) {
      if (key.includes('\u0000')) return path;
      left.push({ path: path === '' ? key : `${path}.${key}`, part: inner });
    }
  }
  return null;
}
