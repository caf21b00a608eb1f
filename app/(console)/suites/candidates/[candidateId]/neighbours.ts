/** What stands before and after `id` in a queue; one that left the queue goes on at its beginning. */
export function neighboursOf(queue: readonly number[], id: number): { previous: number | null; next: number | null } {
  const position = queue.indexOf(id);
  if (position < 0) return { previous: null, next: queue[0] ?? null };
  return { previous: queue[position - 1] ?? null, next: queue[position + 1] ?? null };
}
