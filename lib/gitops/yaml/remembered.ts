import { sha256 } from '#lib/platform/crypto.ts';

/** Characters of all that is remembered; what was asked for longest ago is forgotten first. */
const MOST_CHARS = 32_000_000;

/** Remembers what texts were read as, since most files of a repository are the same at every commit. */
export class RememberedTexts {
  readonly #known = new Map<string, string>();
  #chars = 0;

  /** What `read` makes of a text, as JSON; a value of its own each time. `read` gives null for what is not remembered. */
  read<T extends object>(text: string, variant: string, read: () => T | null): T | null {
    const key = `${variant} ${sha256(text)}`;
    const known = this.#known.get(key);
    if (known !== undefined) {
      this.#known.delete(key);
      this.#known.set(key, known);
      // Written by the lines below.
      return JSON.parse(known) as T;
    }
    const fresh = read();
    if (fresh !== null) this.#remember(key, JSON.stringify(fresh));
    return fresh;
  }

  #remember(key: string, json: string): void {
    this.#known.set(key, json);
    this.#chars += json.length;
    for (const [oldest, text] of this.#known) {
      if (this.#chars <= MOST_CHARS) return;
      this.#known.delete(oldest);
      this.#chars -= text.length;
    }
  }
}
