import { type Expression, type Piece, SubstitutionError } from './types.ts';

const IDENTIFIER = /[\p{L}\p{Nd}_]/u;

/**
 * The pieces of a text with variables, by the grammar of Flux's envsubst: `${a}`, `${a:-b}`, `${a:=b}`, `${a=b}`,
 * `${a:1:2}`, `${a#b}`, `${a%b}`, `${a/b/c}`, `${a^^}`, `${a,,}`, `${#a}`; `$$` stands for `$`.
 *
 * @throws SubstitutionError
 */
export function parseTemplate(text: string): Piece[] {
  const reader = new Reader([...text]);
  const pieces: Piece[] = [];
  while (!reader.isAtEnd()) pieces.push(reader.opens() ? expression(reader) : reader.take(() => true, '$'));
  return pieces;
}

/** Characters of a text and the place in it. */
class Reader {
  readonly #chars: readonly string[];
  #at = 0;

  constructor(chars: readonly string[]) {
    this.#chars = chars;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#chars.length;
  }

  peek(ahead = 0): string {
    return this.#chars[this.#at + ahead] ?? '';
  }

  /** Whether `${` follows. */
  opens(): boolean {
    return this.peek() === '$' && this.peek(1) === '{';
  }

  skip(count: number): void {
    this.#at += count;
  }

  /**
   * Takes what `accepts` lets through, up to the next `${`.
   *
   * @param escapes `$`: `$$` stands for one; `\`: besides, `\/` and `\\` for what follows; '' for none.
   */
  take(accepts: (char: string) => boolean, escapes: '' | '$' | '\\', stopsAtOpening = true): string {
    let taken = '';
    while (!this.isAtEnd() && !(stopsAtOpening && this.opens())) {
      const [char, next] = [this.peek(), this.peek(1)];
      const isEscape =
        (escapes !== '' && char === '$' && next === '$') || (escapes === '\\' && char === '\\' && /^[/\\]$/.test(next));
      if (!isEscape && !accepts(char)) break;
      taken += isEscape ? next : char;
      this.skip(isEscape ? 2 : 1);
    }
    return taken;
  }
}

function expression(reader: Reader): Expression {
  reader.skip(2);
  if (reader.peek() === '#') {
    reader.skip(1);
    const name = reader.take((char) => IDENTIFIER.test(char), '', false);
    if (name === '') throw new SubstitutionError('bad substitution');
    return closed(reader, { name, operator: '#', operands: [] });
  }
  const name = reader.take((char) => IDENTIFIER.test(char), '', false);
  if (name === '') throw new SubstitutionError('unable to parse variable name');
  const [first, second] = [reader.peek(), reader.peek(1)];
  switch (first) {
    case ':':
      return /^[=\-?+]$/.test(second) ? defaulted(reader, name, 2) : substring(reader, name);
    case '=':
      return defaulted(reader, name, 1);
    case ',':
    case '^':
      return closed(reader, { name, operator: operatorOf(reader, /^[,^]$/), operands: [] });
    case '/':
      return replaced(reader, name);
    case '#':
    case '%': {
      const operator = operatorOf(reader, first === '#' ? /^#$/ : /^%$/);
      return closed(reader, { name, operator, operands: [[operand(reader, (char) => char !== '}', '')]] });
    }
    case '}':
      return closed(reader, { name, operator: '', operands: [] });
    default:
      throw new SubstitutionError('missing closing brace');
  }
}

/** One or two characters. */
function operatorOf(reader: Reader, allowed: RegExp): string {
  const length = allowed.test(reader.peek(1)) ? 2 : 1;
  const operator = reader.peek() + (length === 2 ? reader.peek(1) : '');
  reader.skip(length);
  return operator;
}

function defaulted(reader: Reader, name: string, length: 1 | 2): Expression {
  const operator = reader.peek() + (length === 2 ? reader.peek(1) : '');
  reader.skip(length);
  const pieces: Piece[] = [];
  while (reader.peek() !== '}') pieces.push(operand(reader, (char) => char !== '}', ''));
  return closed(reader, { name, operator, operands: [pieces] });
}

function substring(reader: Reader, name: string): Expression {
  reader.skip(1);
  const operands: Piece[][] = [[operand(reader, (char) => char !== ':' && char !== '}', '')]];
  if (reader.take((char) => char === ':', '') !== '') operands.push([operand(reader, (char) => char !== '}', '')]);
  return closed(reader, { name, operator: ':', operands });
}

function replaced(reader: Reader, name: string): Expression {
  const operator = operatorOf(reader, /^[/#%]$/);
  const operands: Piece[][] = [[operand(reader, (char) => char !== '/', '\\')]];
  if (reader.take((char) => char === '/', '', false) === '') throw new SubstitutionError('bad substitution');
  if (reader.peek() !== '}') operands.push([operand(reader, (char) => char !== '}', '\\')]);
  return closed(reader, { name, operator, operands });
}

function operand(reader: Reader, accepts: (char: string) => boolean, escapes: '' | '\\'): Piece {
  if (reader.opens()) return expression(reader);
  const text = reader.take(accepts, escapes);
  if (text === '') throw new SubstitutionError('unable to parse substitution within function');
  return text;
}

function closed(reader: Reader, whole: Expression): Expression {
  if (reader.peek() !== '}') throw new SubstitutionError('bad substitution');
  reader.skip(1);
  return whole;
}
