import type { RenderSpec, RenderTools } from '../types.ts';
import { KeptRendering } from './kept-rendering.ts';
import { renderSource } from './render-source.ts';
import type { ReferenceValues } from './variables.ts';

/** What a folder's rendering is made of, besides the commit. */
interface Ingredients {
  repository: string;
  /** What a GitRepository of Flux leaves out; null where nothing does. */
  ignore: string | null;
  spec: RenderSpec;
  tools: RenderTools;
  valuesOf: ReferenceValues;
}

/** The rendering of a folder, done once per commit. */
export function keptSource({ repository, ignore, spec, tools, valuesOf }: Ingredients): KeptRendering {
  const values = spec.postBuild?.substituteFrom.map(valuesOf) ?? [];
  return new KeptRendering(['folder', repository, ignore, spec, tools, values], (files, signal) =>
    renderSource(files, spec, { tools, valuesOf, signal }),
  );
}
