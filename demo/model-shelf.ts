import { type ModelSettings, type SavedSettings, SCRIPTED_MODELS } from './models.ts';

/** The scripted models with their present settings. */
export class ModelShelf {
  #models: Map<string, ModelSettings>;
  #save: (settings: SavedSettings) => void;

  constructor(saved: SavedSettings, save: (settings: SavedSettings) => void) {
    this.#models = new Map(
      Object.entries(SCRIPTED_MODELS).map(([name, model]) => [name, { ...model, ...saved[name] }]),
    );
    this.#save = save;
  }

  get(name: string): ModelSettings | undefined {
    return this.#models.get(name);
  }

  list(): { name: string; settings: ModelSettings }[] {
    return [...this.#models].map(([name, settings]) => ({ name, settings }));
  }

  /** Changes and saves settings of a model. */
  update(name: string, change: Partial<Pick<ModelSettings, 'changesAt' | 'noise'>>): void {
    const model = this.#models.get(name);
    if (model === undefined) return;
    this.#models.set(name, { ...model, ...change });
    this.#save(
      Object.fromEntries(
        this.list().map(({ name: each, settings: { changesAt, noise } }) => [each, { changesAt, noise }]),
      ),
    );
  }
}
