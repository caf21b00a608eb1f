/** The text is written in a way that only the reader of everything understands, or is wrong. */
export class NotSimple extends Error {}

/** One line that is neither blank nor a comment. */
export interface SimpleLine {
  /** Blanks before it, and dashes of lists that it stands in. */
  indent: number;
  /** Without blanks around it. */
  text: string;
}

/** Walks over the lines of a text. */
export class SimpleLines {
  readonly #lines: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#lines = text.split('\n');
  }

  /** The number of the next line, from 1. */
  get number(): number {
    return this.#at + 1;
  }

  /** The next line that says something, `---` included; null at the end. It stays the next one. */
  peek(): SimpleLine | null {
    for (; this.#at < this.#lines.length; this.#at += 1) {
      const line = this.#lines[this.#at] ?? '';
      let indent = 0;
      while (line[indent] === ' ') indent += 1;
      if (indent === line.length || line[indent] === '#') continue;
      if (line.includes('\t')) throw new NotSimple();
      return { indent, text: (indent === 0 ? line : line.slice(indent)).trimEnd() };
    }
    return null;
  }

  next(): void {
    this.#at += 1;
  }

  /** Takes the lines of a block of text below `indent`, which ends where a line stands less far in. */
  block(indent: number, chomping: '' | '-' | '+'): string {
    const taken: string[] = [];
    let inner = -1;
    for (; this.#at < this.#lines.length; this.#at += 1) {
      const line = this.#lines[this.#at] ?? '';
      const isLast = this.#at === this.#lines.length - 1;
      const blanks = line.length - line.replace(/^ +/, '').length;
      const isBlank = blanks === line.length;
      if (isBlank) {
        if ((inner === -1 || isLast) && blanks > 0) throw new NotSimple();
        if (!isLast) taken.push(inner === -1 ? '' : line.slice(inner));
        continue;
      }
      if (isLast) throw new NotSimple();
      if (inner === -1) inner = blanks;
      if (blanks < inner) {
        if (blanks > indent) throw new NotSimple();
        break;
      }
      if (inner <= indent) throw new NotSimple();
      taken.push(line.slice(inner));
    }
    if (inner === -1 || inner <= indent) throw new NotSimple();
    const text = `${taken.join('\n')}\n`;
    if (chomping === '+') return text;
    const stripped = text.replace(/\n+$/, '');
    return chomping === '-' ? stripped : `${stripped}\n`;
  }
}
