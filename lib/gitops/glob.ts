/**
 * Tells whether a name as a whole fits a shell pattern (`*`, `?`, `[a-z]`, `[^a]`, `\` before any of them), as Go's path.Match
 * reads it, except that `*` stops at nothing. Time is at most the product of both lengths. A pattern that is not well
 * formed fits nothing.
 */
export function globMatcher(pattern: string): (name: string) => boolean {
  const tokens = tokensOf(pattern);
  return tokens === null ? () => false : (name) => matches(tokens, [...name]);
}

function matches(tokens: readonly Token[], chars: readonly string[]): boolean {
  let [token, char] = [0, 0];
  let retry: { token: number; char: number } | null = null;
  while (char < chars.length) {
    const next = tokens[token];
    if (next === 'any') {
      retry = { token, char };
      token += 1;
    } else if (next?.(chars[char] ?? '') === true) {
      token += 1;
      char += 1;
    } else if (retry !== null) {
      retry.char += 1;
      token = retry.token + 1;
      char = retry.char;
    } else return false;
  }
  return tokens.slice(token).every((rest) => rest === 'any');
}

type Token = 'any' | ((char: string) => boolean);

function tokensOf(pattern: string): Token[] | null {
  const chars = [...pattern];
  const tokens: Token[] = [];
  for (let at = 0; at < chars.length; at += 1) {
    const char = chars[at];
    if (char === '*') tokens.push('any');
    else if (char === '?') tokens.push(() => true);
    else if (char === '[') {
      const end = classEnd(chars, at);
      const inside = end === null ? null : classOf(chars.slice(at + 1, end));
      if (end === null || inside === null) return null;
      tokens.push(inside);
      at = end;
    } else {
      const literal = char === '\\' ? chars[++at] : char;
      if (literal === undefined) return null;
      tokens.push((other) => other === literal);
    }
  }
  return tokens;
}

/** Index of the bracket that closes the class opened at `start`. */
function classEnd(chars: readonly string[], start: number): number | null {
  const first = chars[start + 1] === '^' ? start + 2 : start + 1;
  for (let at = first; at < chars.length; at += 1) {
    if (chars[at] === '\\') at += 1;
    else if (chars[at] === ']') return at === first ? null : at;
  }
  return null;
}

function classOf(chars: readonly string[]): ((char: string) => boolean) | null {
  const isNegated = chars[0] === '^';
  const ranges: { from: string; to: string }[] = [];
  let at = isNegated ? 1 : 0;
  const take = () => {
    const char = chars[at] === '\\' ? chars[++at] : chars[at];
    at += 1;
    return char === '-' && chars[at - 2] !== '\\' ? undefined : char;
  };
  while (at < chars.length) {
    const from = take();
    const isRange = chars[at] === '-';
    if (isRange) at += 1;
    const to = isRange ? take() : from;
    if (from === undefined || to === undefined) return null;
    ranges.push({ from, to });
  }
  const holds = (char: string) => ranges.some(({ from, to }) => code(from) <= code(char) && code(char) <= code(to));
  return (char) => holds(char) !== isNegated;
}

function code(char: string): number {
  return char.codePointAt(0) ?? 0;
}
