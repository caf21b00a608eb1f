'use client';

import { useEffect } from 'react';
import { bindingGroups } from './registry.ts';
import { type Pending, step } from './sequence.ts';

const EDITABLE =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="combobox"], [role="menu"]';

/** Listens for the keys of the page; once in the shell. Silent while somebody types or a dialog is open. */
export function KeyListener() {
  useEffect(() => {
    let pending: Pending | null = null;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(EDITABLE)) return;
      if (document.querySelector('[aria-modal="true"]')) return;
      const bindings = bindingGroups().flat();
      const result = step(
        event.key,
        event.timeStamp,
        pending,
        bindings.map(({ keys }) => keys),
      );
      pending = result.pending;
      const binding = bindings.findLast(({ keys }) => keys === result.binding);
      if (binding === undefined) return;
      event.preventDefault();
      binding.run();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return null;
}
