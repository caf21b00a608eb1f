/** How often one prompt was asked of one model. */
export interface RequestCount {
  model: string;
  promptHash: string;
  /** Requests that reached the model's name, refused ones included. */
  calls: number;
  /** Requests the model answered, whatever became of the answer: what a provider would charge for. */
  paid: number;
}

/** Counts calls for each (model, prompt), so that a test can prove that nothing was asked twice. */
export class RequestLog {
  #counts = new Map<string, RequestCount>();

  received(model: string, promptHash: string): void {
    this.#row(model, promptHash).calls += 1;
  }

  /** @returns how often the pair was paid for before. */
  paid(model: string, promptHash: string): number {
    const row = this.#row(model, promptHash);
    row.paid += 1;
    return row.paid - 1;
  }

  list(): RequestCount[] {
    return [...this.#counts.values()];
  }

  clear(): void {
    this.#counts.clear();
  }

  #row(model: string, promptHash: string): RequestCount {
    const key = `${model}\n${promptHash}`;
    const row = this.#counts.get(key) ?? { model, promptHash, calls: 0, paid: 0 };
    this.#counts.set(key, row);
    return row;
  }
}
