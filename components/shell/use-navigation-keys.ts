'use client';

import { useRouter } from 'next/navigation';
import { useKeys } from '#components/keys/use-keys.ts';
import { NAV_MAIN, NAV_SETTINGS } from './nav-entries.ts';
import { useViewer } from './viewer.tsx';

/** Keys that work on every page: `g` with a letter goes to a page, `/` searches this page, `?` lists the keys. */
export function useNavigationKeys(openHelp: () => void): void {
  const router = useRouter();
  const { permissions } = useViewer();
  const pages = [...NAV_MAIN, ...NAV_SETTINGS].flatMap(({ key, label, href, permission }) =>
    key !== undefined && permissions.includes(permission)
      ? [{ keys: `g ${key}`, does: `Go to ${label.toLowerCase()}`, run: () => router.push(href) }]
      : [],
  );
  useKeys([
    ...pages,
    { keys: '/', does: 'Search in this list', run: focusPageSearch },
    { keys: '?', does: 'Show these keys', run: openHelp },
  ]);
}

function focusPageSearch(): void {
  document.querySelector<HTMLInputElement>('input[data-page-search]')?.focus();
}
