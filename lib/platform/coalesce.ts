interface CoalesceOptions {
  /** How long the first item waits for company, in milliseconds. */
  windowMs: number;
  maxItems: number;
}

interface Waiting<Item> {
  item: Item;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/**
 * Gathers items that arrive close together and writes them at once. The returned function resolves when its item is
 * written. When a batch fails its items are written one by one, so that one bad item fails only its own caller.
 */
export function coalesce<Item>(
  write: (items: readonly Item[]) => Promise<void>,
  { windowMs, maxItems }: CoalesceOptions,
): (item: Item) => Promise<void> {
  let waiting: Waiting<Item>[] = [];
  let timer: NodeJS.Timeout | undefined;

  async function writeBatch(batch: Waiting<Item>[]): Promise<void> {
    try {
      await write(batch.map(({ item }) => item));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else await Promise.all(batch.map((one) => writeBatch([one])));
    }
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    void writeBatch(batch);
  }

  return (item) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (waiting.length >= maxItems) flush();
      else timer ??= setTimeout(flush, windowMs);
    });
}
