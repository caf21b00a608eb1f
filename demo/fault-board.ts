/** How often a fault strikes. */
export interface FaultCount {
  /** How many answers; left out: all. */
  times?: number;
  /** Answers that go well before the first one. */
  after?: number;
}

/** Faults in force, in the order they were added; each counts its own answers. */
export class FaultBoard<Fault extends FaultCount> {
  readonly #concerns: (fault: Fault, address: string) => boolean;
  readonly #faults: { fault: Fault; seen: number }[] = [];

  /** @param concerns whether a fault is about an address: path and query */
  constructor(concerns: (fault: Fault, address: string) => boolean) {
    this.#concerns = concerns;
  }

  add(fault: Fault): void {
    this.#faults.push({ fault, seen: 0 });
  }

  clear(): void {
    this.#faults.length = 0;
  }

  /** The fault that the next answer of `address` meets. */
  take(address: string): Fault | undefined {
    for (const entry of this.#faults) {
      const { fault } = entry;
      if (!this.#concerns(fault, address)) continue;
      entry.seen += 1;
      const hit = entry.seen - (fault.after ?? 0);
      if (hit > 0 && hit <= (fault.times ?? Number.POSITIVE_INFINITY)) return fault;
    }
    return undefined;
  }
}
