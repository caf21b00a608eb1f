import { sha256 } from '#lib/platform/crypto.ts';
import type { Checkout } from '../source/types.ts';
import type { Rendering, RenderSpec, RenderTools } from '../types.ts';
import { RememberedTexts } from '../yaml/remembered.ts';
import { renderSource } from './render-source.ts';
import type { ReferenceValues } from './variables.ts';

/** What a rendering is made of, besides the commit. */
interface Ingredients {
  repository: string;
  /** What a GitRepository of Flux leaves out; null where nothing does. */
  ignore: string | null;
  spec: RenderSpec;
  tools: RenderTools;
  valuesOf: ReferenceValues;
}

const remembered = new RememberedTexts();

/** A rendering that is done once per commit: what it is made of is the same each time. */
export class KeptRendering {
  readonly #ingredients: Ingredients;
  #known: { commit: string; rendering: Rendering } | null = null;

  constructor(ingredients: Ingredients) {
    this.#ingredients = ingredients;
  }

  /** Whether the rendering of a commit is known, so that `of` needs none of its files. */
  isKnownAt(commit: string): boolean {
    const rendering = remembered.recall<Rendering>(this.#keyAt(commit));
    this.#known = rendering === null ? null : { commit, rendering };
    return rendering !== null;
  }

  /**
   * The rendering of a checkout. One of which something could not be rendered is done anew each time.
   *
   * @throws only the signal's reason.
   */
  async of(files: Checkout, signal: AbortSignal): Promise<Rendering> {
    const { commit } = files.state;
    if (this.#known?.commit === commit) return this.#known.rendering;
    const { spec, tools, valuesOf } = this.#ingredients;
    const rendering = await renderSource(files, spec, { tools, valuesOf, signal });
    if (rendering.notCompared.length === 0) remembered.remember(this.#keyAt(commit), rendering);
    return rendering;
  }

  #keyAt(commit: string): string {
    const { repository, ignore, spec, tools, valuesOf } = this.#ingredients;
    const values = spec.postBuild?.substituteFrom.map(valuesOf) ?? [];
    return sha256(JSON.stringify([repository, commit, ignore, spec, tools, values]));
  }
}
