export interface Slots {
  /** Waits for a free slot, in the order of asking. */
  take: () => Promise<void>;
  give: () => void;
}

/** Lets at most `count` pieces of work run at once. */
export function createSlots(count: number): Slots {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    take: () => {
      if (free === 0) return new Promise((resolve) => waiting.push(resolve));
      free--;
      return Promise.resolve();
    },
    give: () => {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    },
  };
}
