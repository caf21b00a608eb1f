'use client';

import { Popover, UnstyledButton } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Tone } from '#lib/policy/tones.ts';
import styles from './metric.module.css';

/** What stands behind a number. */
export interface MetricWhy {
  /** What it measures, in a sentence. */
  meaning: string;
  formula?: string;
  threshold?: string;
  noise?: string;
  source?: { label: string; href: string };
}

interface MetricProps {
  label: string;
  /** Formatted, with its unit. */
  value: ReactNode;
  /** What the value is held against: `noise 4 %, threshold 30 %`. */
  against?: ReactNode;
  tone?: Tone;
  why: MetricWhy;
}

/** A number that can be asked why: its formula, threshold, noise and the run it comes from. */
export function Metric({ label, value, against, tone, why }: MetricProps) {
  return (
    <div className={styles.metric}>
      <Popover width={320} position="top-start" withArrow trapFocus returnFocus>
        <Popover.Target>
          <UnstyledButton className={styles.label}>
            {label}
            <IconHelpCircle size={14} stroke={1.75} aria-hidden />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown aria-label={`Why: ${label}`}>
          <Why why={why} />
        </Popover.Dropdown>
      </Popover>
      <div className={styles.value} style={tone && { color: `var(--tone-${tone})` }}>
        {value}
      </div>
      {against && <div className={styles.against}>{against}</div>}
    </div>
  );
}

function Why({ why }: { why: MetricWhy }) {
  const facts = [
    ['Formula', why.formula],
    ['Threshold', why.threshold],
    ['Noise', why.noise],
  ].filter((fact): fact is [string, string] => fact[1] !== undefined);
  return (
    <div className={styles.why}>
      <p>{why.meaning}</p>
      <dl>
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        {why.source && (
          <div>
            <dt>Source</dt>
            <dd>
              <Link href={why.source.href}>{why.source.label}</Link>
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}
