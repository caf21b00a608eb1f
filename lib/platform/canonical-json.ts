/** Nesting beyond which text is treated as plain text: keeps recursion bounded on hostile answers. */
const MAX_DEPTH = 200;

const NUMBER_OR_WORD = /[-+.\w]+/y;
const INSIGNIFICANT = /[ \t\n\r]*/y;

/**
 * Writes a JSON object or array in one canonical way: no insignificant whitespace, members sorted by encoded key
 * (UTF-16 order), strings decoded, brought to Unicode NFC and re-encoded. After RFC 8785 (JCS) with two differences,
 * so that no two different documents become equal: numbers keep their spelling (`1`, `1.0` and `1e0` stay apart, no
 * float rounding) and duplicate keys are all kept, in their order.
 *
 * @returns undefined when `text` is not valid JSON, is a bare scalar, or nests deeper than 200 levels.
 */
export function canonicalJson(text: string): string | undefined {
  const start = text.trimStart()[0];
  if ((start !== '{' && start !== '[') || !isJson(text) || nestsTooDeep(text)) return undefined;
  return new Writer(text).value();
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether valid JSON nests deeper than 200 levels. */
export function nestsTooDeep(json: string): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const char = json[at];
    if (char === '"') at = endOfString(json, at) - 1;
    else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** Index just behind the closing quote of the string that opens at `start`. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Rewrites text that JSON.parse has already accepted; it therefore never meets a syntax error. */
class Writer {
  readonly #json: string;
  #at = 0;

  constructor(json: string) {
    this.#json = json;
  }

  value(): string {
    const char = this.#peek();
    if (char === '{') return this.#object();
    if (char === '[') return this.#array();
    if (char === '"') return this.#string();
    return this.#match(NUMBER_OR_WORD);
  }

  #object(): string {
    const members: { key: string; text: string }[] = [];
    this.#at++;
    while (this.#peek() !== '}') {
      if (this.#peek() === ',') this.#at++;
      this.#peek();
      const key = this.#string();
      this.#peek();
      this.#at++;
      members.push({ key, text: `${key}:${this.value()}` });
    }
    this.#at++;
    members.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    return `{${members.map((member) => member.text).join(',')}}`;
  }

  #array(): string {
    const items: string[] = [];
    this.#at++;
    while (this.#peek() !== ']') {
      if (this.#peek() === ',') this.#at++;
      items.push(this.value());
    }
    this.#at++;
    return `[${items.join(',')}]`;
  }

  #string(): string {
    const end = endOfString(this.#json, this.#at);
    const decoded: unknown = JSON.parse(this.#json.slice(this.#at, end));
    this.#at = end;
    return JSON.stringify(String(decoded).normalize('NFC'));
  }

  /** The next significant character, which it moves to. */
  #peek(): string | undefined {
    this.#match(INSIGNIFICANT);
    return this.#json[this.#at];
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.#json)?.[0] ?? '';
    this.#at += text.length;
    return text;
  }
}
