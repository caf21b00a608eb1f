/** How often one prompt was asked of one model. */
export interface RequestCount {
  model: string;
  promptHash: string;
  /** Requests that reached the model's name, refused ones included. */
  calls: number;
  /** Requests the model answered, whatever became of the answer: what a provider would charge for. */
  paid: number;
}

/** How many requests of one model are being answered, and how many at most were since the log was cleared. */
export interface InFlight {
  now: number;
  peak: number;
}

/**
 * Counts calls for each (model, prompt), so that a test can prove that nothing was asked twice, and how many are in
 * flight at once.
 */
export class RequestLog {
  #counts = new Map<string, RequestCount>();
  #inFlight = new Map<string, InFlight>();
  #total: InFlight = { now: 0, peak: 0 };

  received(model: string, promptHash: string): void {
    this.#row(model, promptHash).calls += 1;
  }

  /** @returns how often the pair was paid for before. */
  paid(model: string, promptHash: string): number {
    const row = this.#row(model, promptHash);
    row.paid += 1;
    return row.paid - 1;
  }

  /** Counts a request as in flight until the returned function is called. */
  begin(model: string): () => void {
    const own = this.#inFlight.get(model) ?? { now: 0, peak: 0 };
    this.#inFlight.set(model, own);
    const gauges = [own, this.#total];
    for (const gauge of gauges) {
      gauge.now += 1;
      gauge.peak = Math.max(gauge.peak, gauge.now);
    }
    return () => {
      for (const gauge of gauges) gauge.now -= 1;
    };
  }

  inFlight(): { total: InFlight; models: Record<string, InFlight> } {
    return { total: this.#total, models: Object.fromEntries(this.#inFlight) };
  }

  list(): RequestCount[] {
    return [...this.#counts.values()];
  }

  clear(): void {
    this.#counts.clear();
    for (const gauge of [...this.#inFlight.values(), this.#total]) gauge.peak = gauge.now;
  }

  #row(model: string, promptHash: string): RequestCount {
    const key = `${model}\n${promptHash}`;
    const row = this.#counts.get(key) ?? { model, promptHash, calls: 0, paid: 0 };
    this.#counts.set(key, row);
    return row;
  }
}
