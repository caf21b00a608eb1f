import type { FaultRule } from './kinds.ts';

/** The faults that a gateway commits on requests of models, in the order they were set. */
export class ModelFaults {
  #rules: { rule: FaultRule; hits: number }[] = [];
  #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  add(rule: FaultRule): void {
    this.#rules.push({ rule, hits: 0 });
  }

  clear(): void {
    this.#rules = [];
  }

  list(): (FaultRule & { hits: number })[] {
    return this.#rules.map(({ rule, hits }) => ({ ...rule, hits }));
  }

  /** The first rule that hits a request of `model`, counted as a hit. */
  draw(model: string): FaultRule | null {
    for (const entry of this.#rules) {
      const { model: target, count, rate } = entry.rule;
      if (target !== '*' && target !== model) continue;
      if (count !== undefined && entry.hits >= count) continue;
      if (this.#random() >= rate) continue;
      entry.hits += 1;
      return entry.rule;
    }
    return null;
  }
}
