'use client';

import { useEffect, useRef } from 'react';
import { isPushed, useUrlParams } from './use-url-params.ts';

/**
 * What is open over the page, kept in the query parameter `param`: the address can be sent, and the browser's Back closes
 * it. Going on to a neighbour keeps the history entry, so that one step back always leads to the page itself.
 */
export function useOpened(param: string): [string | null, (value: string | null) => void] {
  const [params, setParams] = useUrlParams();
  const opened = params.get(param);
  const closing = useRef(false);
  useEffect(() => {
    closing.current = opened === null;
  }, [opened]);
  const change = (value: string | null) => {
    if (value !== null) return setParams({ [param]: value }, opened === null ? 'push' : 'replace');
    // The step back takes a moment; a second Escape meanwhile must not take another.
    if (closing.current) return;
    closing.current = true;
    if (isPushed()) window.history.back();
    else setParams({ [param]: null });
  };
  return [opened, change];
}
