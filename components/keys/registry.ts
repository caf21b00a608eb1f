/** One key or pair of keys, what it does in words, and the act. */
export interface KeyBinding {
  /** `j`, or `g i` for a pair. */
  keys: string;
  does: string;
  run: () => void;
}

let groups: readonly (readonly KeyBinding[])[] = [];
const listeners = new Set<() => void>();

/** Adds bindings while a page shows them. @returns a function that removes them. */
export function register(bindings: readonly KeyBinding[]): () => void {
  replaceGroups([...groups, bindings]);
  return () => replaceGroups(groups.filter((group) => group !== bindings));
}

function replaceGroups(next: readonly (readonly KeyBinding[])[]): void {
  groups = next;
  for (const notify of listeners) notify();
}

/** Bindings in force, in groups, oldest first. The same array until they change. */
export function bindingGroups(): readonly (readonly KeyBinding[])[] {
  return groups;
}

/** Calls `listener` whenever bindings come or go. */
export function onBindingsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
