/** Where a candidate stands among those that wait. */
interface Place {
  previous: number | null;
  next: number | null;
  /** From 1; null where it does not wait. */
  position: number | null;
  waiting: number;
}

/**
 * The place of `id` in the queue: a decided one keeps the place it had, so that the way through the queue goes on there.
 *
 * @param seen the queue when the candidate was opened
 * @param now those that still wait
 */
export function placeOf(seen: readonly number[], now: readonly number[], id: number): Place {
  const at = seen.indexOf(id);
  const others = new Set(now.filter((each) => each !== id));
  const waits = (each: number) => others.has(each);
  const after = at < 0 ? now : seen.slice(at + 1);
  const position = now.indexOf(id);
  return {
    previous: seen.slice(0, Math.max(at, 0)).findLast(waits) ?? null,
    next: after.find(waits) ?? null,
    position: position < 0 ? null : position + 1,
    waiting: now.length,
  };
}
