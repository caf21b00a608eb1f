/** Symmetric distances between the pooled answers of one prompt, row by row. */
export interface DistanceMatrix {
  size: number;
  values: Float64Array;
}

/** Mean distances when some of the pooled answers are declared tonight's. */
export interface SplitDistances {
  /** Between tonight's answers and the others. */
  between: number;
  /** Within each side; null for a side of one answer. */
  tonight: number | null;
  baseline: number | null;
}

export function distanceMatrix<Item>(
  items: readonly Item[],
  distance: (left: Item, right: Item) => number,
): DistanceMatrix {
  const size = items.length;
  const values = new Float64Array(size * size);
  items.forEach((left, i) => {
    items.slice(0, i).forEach((right, j) => {
      values[i * size + j] = values[j * size + i] = distance(left, right);
    });
  });
  return { size, values };
}

/** Mean over all pairs of the pool: the same for every arrangement, so dividing by it keeps a permutation test exact. */
export function meanDistance({ size, values }: DistanceMatrix): number {
  const pairs = size * (size - 1);
  return pairs === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / pairs;
}

export function splitDistances({ size, values }: DistanceMatrix, tonight: Uint16Array): SplitDistances {
  const isTonight = new Uint8Array(size);
  for (const position of tonight) isTonight[position] = 1;
  const sums = [0, 0, 0];
  for (let i = 1; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const sides = (isTonight[i] ?? 0) + (isTonight[j] ?? 0);
      sums[sides] = (sums[sides] ?? 0) + (values[i * size + j] ?? 0);
    }
  }
  const [within = 0, between = 0, tonightSum = 0] = sums;
  const r = tonight.length;
  const k = size - r;
  return {
    between: between / (r * k),
    tonight: r < 2 ? null : tonightSum / ((r * (r - 1)) / 2),
    baseline: k < 2 ? null : within / ((k * (k - 1)) / 2),
  };
}

/**
 * Energy distance between the sides: twice the distance between them less the distances within each (Székely & Rizzo
 * 2013, with unbiased means). A side of one answer has no distance within and is left out.
 */
export function energyOf({ between, tonight, baseline }: SplitDistances): number {
  if (tonight === null && baseline === null) return between;
  if (tonight === null || baseline === null) return between - (tonight ?? baseline ?? 0);
  return between - (tonight + baseline) / 2;
}
