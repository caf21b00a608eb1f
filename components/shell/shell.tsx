'use client';

import { ActionIcon, Burger, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { KeyListener } from '#components/keys/key-listener.tsx';
import type { NavCounts } from '#lib/contract/overview.ts';
import { routes } from '#lib/contract/routes.ts';
import { DemoBanner } from './demo-banner.tsx';
import { Logo } from './logo.tsx';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';
import { useNavigationKeys } from './use-navigation-keys.ts';

interface ShellProps {
  counts: NavCounts | undefined;
  onSearch: () => void;
  onHelp: () => void;
  children: ReactNode;
}

/** The frame of every console page: rail on wide screens, bar and drawer on narrow ones. */
export function Shell({ counts, onSearch, onHelp, children }: ShellProps) {
  const [drawerOpened, drawer] = useDisclosure(false);
  useNavigationKeys(onHelp);
  const fromDrawer = (act: () => void) => () => {
    drawer.close();
    act();
  };
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        Skip to the page
      </a>
      <KeyListener />
      <div className={styles.side}>
        <Rail counts={counts} onSearch={onSearch} onHelp={onHelp} />
      </div>
      <nav className={styles.bar} aria-label="Top bar">
        <Burger size="sm" opened={drawerOpened} onClick={drawer.toggle} aria-label="Open the navigation" />
        <Link href={routes.overview()} className={styles.brand}>
          <Logo size={20} />
          Tidemark
        </Link>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Search" onClick={onSearch}>
          <IconSearch size={20} aria-hidden />
        </ActionIcon>
      </nav>
      <Drawer
        opened={drawerOpened}
        onClose={drawer.close}
        size={280}
        padding={0}
        withCloseButton={false}
        attributes={{ content: { 'aria-label': 'Navigation' } }}
        classNames={{ body: styles.drawer ?? '' }}
      >
        <Rail counts={counts} onSearch={fromDrawer(onSearch)} onHelp={fromDrawer(onHelp)} onNavigate={drawer.close} />
      </Drawer>
      <div className={styles.content}>
        {counts !== undefined && <DemoBanner endpoints={counts.demoEndpoints} clusters={counts.demoClusters} />}
        <main id="main" tabIndex={-1} className={styles.main}>
          {children}
        </main>
      </div>
    </div>
  );
}
