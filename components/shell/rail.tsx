'use client';

import { Kbd, Loader, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import Link, { useLinkStatus } from 'next/link';
import { usePathname } from 'next/navigation';
import { useCommandKey } from '#components/keys/use-command-key.ts';
import type { NavCounts } from '#lib/contract/overview.ts';
import { routes } from '#lib/contract/routes.ts';
import { Logo } from './logo.tsx';
import { isCurrent, NAV_MAIN, NAV_SETTINGS, type NavEntry } from './nav-entries.ts';
import styles from './rail.module.css';
import { UserMenu } from './user-menu.tsx';
import { useViewer } from './viewer.tsx';

interface RailProps {
  counts: NavCounts | undefined;
  onSearch: () => void;
  onHelp: () => void;
  /** Called when a link was followed, so that a drawer can close. */
  onNavigate?: () => void;
}

/** The way to every page the viewer may open. */
export function Rail({ counts, onSearch, onHelp, onNavigate }: RailProps) {
  const commandKey = useCommandKey();
  return (
    <nav aria-label="Main" className={styles.rail}>
      <Link href={routes.overview()} className={styles.brand} onClick={onNavigate}>
        <Logo />
        Tidemark
      </Link>
      <UnstyledButton className={styles.search} onClick={onSearch}>
        <IconSearch size={16} aria-hidden />
        <span>Search</span>
        <Kbd size="xs">{commandKey} K</Kbd>
      </UnstyledButton>
      <div className={styles.nav}>
        <NavList entries={NAV_MAIN} counts={counts} onNavigate={onNavigate} />
        <p className={styles.heading} id="nav-settings">
          Settings
        </p>
        <NavList entries={NAV_SETTINGS} counts={counts} onNavigate={onNavigate} labelledBy="nav-settings" />
      </div>
      <UserMenu onHelp={onHelp} />
    </nav>
  );
}

interface NavListProps {
  entries: readonly NavEntry[];
  counts: NavCounts | undefined;
  onNavigate: (() => void) | undefined;
  labelledBy?: string;
}

function NavList({ entries, counts, onNavigate, labelledBy }: NavListProps) {
  const pathname = usePathname();
  const { permissions } = useViewer();
  return (
    <ul aria-labelledby={labelledBy}>
      {entries
        .filter((entry) => permissions.includes(entry.permission))
        .map((entry) => (
          <li key={entry.href}>
            <Link
              href={entry.href}
              className={styles.link}
              aria-current={isCurrent(entry.href, pathname) ? 'page' : undefined}
              onClick={onNavigate}
            >
              <entry.icon size={18} stroke={1.75} aria-hidden />
              {entry.label}
              <Count entry={entry} counts={counts} />
              <OnItsWay />
            </Link>
          </li>
        ))}
    </ul>
  );
}

function Count({ entry, counts }: { entry: NavEntry; counts: NavCounts | undefined }) {
  if (entry.count === undefined) return null;
  const count = counts?.[entry.count.of] ?? 0;
  if (count === 0) return null;
  return (
    <span className={styles.count}>
      {count} <span className={styles.noun}>{entry.count.noun}</span>
    </span>
  );
}

/** Turns beside a name while its page is read and the old one stays. */
function OnItsWay() {
  return useLinkStatus().pending && <Loader size={12} className={styles.pending} aria-hidden />;
}
