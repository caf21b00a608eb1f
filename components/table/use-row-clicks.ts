'use client';

import { type RefObject, useEffect } from 'react';

const INTERACTIVE = 'a, button, input, label, select, textarea, [data-select]';

/**
 * Lets a click anywhere on a row follow the row's link: a convenience for the mouse, next to the link itself. Clicks on
 * controls, and those that end a text selection, are left alone.
 */
export function useRowClicks(body: RefObject<HTMLTableSectionElement | null>): void {
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      if (!(event.target instanceof Element) || event.target.closest(INTERACTIVE)) return;
      if (window.getSelection()?.isCollapsed === false) return;
      const link = event.target.closest('tr')?.querySelector<HTMLAnchorElement>('[data-row-link]');
      link?.dispatchEvent(new MouseEvent('click', event));
    };
    const element = body.current;
    element?.addEventListener('click', follow);
    return () => element?.removeEventListener('click', follow);
  });
}
