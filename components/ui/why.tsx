'use client';

import { Popover, UnstyledButton } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import styles from './why.module.css';

/** What stands behind a number. */
export interface WhyFacts {
  /** What it measures, in a sentence. */
  meaning: string;
  formula?: string;
  threshold?: string;
  noise?: string;
  source?: { label: string; href: string };
}

interface WhyProps {
  /** What the number is called; also names the explanation. */
  label: string;
  why: WhyFacts;
  /** Further facts below the usual ones. */
  children?: ReactNode;
}

/** The name of a number, which tells on a click what stands behind it. */
export function Why({ label, why, children }: WhyProps) {
  return (
    <Popover width={320} position="top-start" withArrow trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={styles.label}>
          {label}
          <IconHelpCircle size={14} stroke={1.75} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Why: ${label}`}>
        <div className={styles.why}>
          <p>{why.meaning}</p>
          <Facts why={why} />
          {children}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Facts({ why }: { why: WhyFacts }) {
  const facts: [string, ReactNode][] = [
    ['Formula', why.formula],
    ['Threshold', why.threshold],
    ['Noise', why.noise],
    ['Source', why.source && <Link href={why.source.href}>{why.source.label}</Link>],
  ];
  return (
    <dl>
      {facts.map(([name, fact]) =>
        fact === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
