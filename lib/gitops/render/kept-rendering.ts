import { sha256 } from '#lib/platform/crypto.ts';
import type { Checkout } from '../source/types.ts';
import type { Rendering } from '../types.ts';
import { RememberedTexts } from '../yaml/remembered.ts';

const remembered = new RememberedTexts();

/** A rendering that is done once per commit: what it is made of is the same each time. */
export class KeptRendering<R extends Rendering = Rendering> {
  readonly #madeOf: readonly unknown[];
  readonly #render: (files: Checkout, signal: AbortSignal) => Promise<R>;
  #known: { commit: string; rendering: R } | null = null;

  /**
   * @param madeOf All that it is made of besides the commit, as JSON.
   * @param render Throws only the signal's reason.
   */
  constructor(madeOf: readonly unknown[], render: (files: Checkout, signal: AbortSignal) => Promise<R>) {
    this.#madeOf = madeOf;
    this.#render = render;
  }

  /** Whether the rendering of a commit is known, so that `of` needs none of its files. */
  isKnownAt(commit: string): boolean {
    const rendering = remembered.recall<R>(this.#keyAt(commit));
    this.#known = rendering === null ? null : { commit, rendering };
    return rendering !== null;
  }

  /**
   * The rendering of a checkout. One of which something could not be rendered is done anew each time.
   *
   * @throws only the signal's reason.
   */
  async of(files: Checkout, signal: AbortSignal): Promise<R> {
    const { commit } = files.state;
    if (this.#known?.commit === commit) return this.#known.rendering;
    const rendering = await this.#render(files, signal);
    if (rendering.notCompared.length === 0) remembered.remember(this.#keyAt(commit), rendering);
    return rendering;
  }

  #keyAt(commit: string): string {
    return sha256(JSON.stringify([commit, ...this.#madeOf]));
  }
}
