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
    const known = this.recall<T>(key);
    if (known !== null) return known;
    const fresh = read();
    if (fresh !== null) this.remember(key, fresh);
    return fresh;
  }

  /** What was remembered under a key, a value of its own each time; null where nothing is. */
  recall<T extends object>(key: string): T | null {
    const known = this.#known.get(key);
    if (known === undefined) return null;
    this.#known.delete(key);
    this.#known.set(key, known);
    // Written by `remember`.
    return JSON.parse(known) as T;
  }

  /** Remembers JSON under a key. */
  remember(key: string, value: object): void {
    const json = JSON.stringify(value);
    this.#chars += json.length - (this.#known.get(key)?.length ?? 0);
    this.#known.set(key, json);
    for (const [oldest, text] of this.#known) {
      if (this.#chars <= MOST_CHARS) return;
      this.#known.delete(oldest);
      this.#chars -= text.length;
    }
  }
}
