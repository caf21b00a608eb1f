import type { KeyboardEvent } from 'react';

/** For a text of several lines, where Enter alone begins a new one: Ctrl or Command with Enter sends its form. */
export function submitOnModEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
