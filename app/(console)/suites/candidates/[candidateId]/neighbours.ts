/** Where a candidate stands among those that wait. */
export interface Place {
  /** Waits, or was decided by this person just now. */
  previous: number | null;
  next: number | null;
  /** From 1; null where it does not wait. */
  position: number | null;
  waiting: number;
}

interface Queue {
  /** The queue when the candidate was opened, with what was decided before at the place it had. */
  seen: readonly number[];
  /** Those that still wait. */
  now: readonly number[];
  /** What this person decided: the way back leads to it, the way on does not. */
  decided: readonly number[];
}

/** The place of `id` in the queue: a decided one keeps the place it had, so that the way through the queue goes on there. */
export function placeOf({ seen, now, decided }: Queue, id: number): Place {
  const at = seen.indexOf(id);
  const waits = (each: number) => each !== id && now.includes(each);
  const after = at < 0 ? now : seen.slice(at + 1);
  const position = now.indexOf(id);
  return {
    previous: seen.slice(0, Math.max(at, 0)).findLast((each) => waits(each) || decided.includes(each)) ?? null,
    next: after.find(waits) ?? null,
    position: position < 0 ? null : position + 1,
    waiting: now.length,
  };
}

/** Where a decision about `id` leads: to the next one that waits, from the end of the queue to its beginning. */
export function afterDeciding(queue: Queue, id: number): number | null {
  return placeOf(queue, id).next ?? queue.now.find((each) => each !== id) ?? null;
}

/** The queue as it stands `now`, with what was decided put in before whatever stood behind it. */
export function withDecided(
  now: readonly number[],
  { seen, decided }: { seen: readonly number[]; decided: readonly number[] },
): number[] {
  const merged = [...now];
  for (const id of seen.filter((each) => decided.includes(each) && !now.includes(each)).toReversed()) {
    const behind = seen.slice(seen.indexOf(id) + 1).find((each) => merged.includes(each));
    merged.splice(behind === undefined ? merged.length : merged.indexOf(behind), 0, id);
  }
  return merged;
}
