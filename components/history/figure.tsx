'use client';

import { Button } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import styles from './history.module.css';

interface FigureProps {
  /** The question the chart answers. */
  title: string;
  /** What is drawn, in which unit. */
  unit: string;
  /** The chart in a sentence, for those who do not see it. */
  description: string;
  /** Height of chart and table alike, so that nothing moves between them. */
  size?: 'large' | 'small';
  /** Why there is nothing to draw, where there is nothing. */
  nothing?: string | undefined;
  /** The numbers behind the chart. */
  table: ReactNode;
  children: ReactNode;
}

/** A chart with its question as title and its numbers a click away, in the same place. */
export function Figure({ title, unit, description, size = 'small', nothing, table, children }: FigureProps) {
  const titleId = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className={styles.figure} aria-labelledby={titleId}>
      <figcaption className={styles.caption}>
        <span id={titleId} className={styles.title}>
          {title}
        </span>
        <Button
          className={styles.toggle}
          size="compact-xs"
          variant="subtle"
          aria-pressed={asTable}
          aria-label={`${title} As a table`}
          title={asTable ? 'Show the chart' : 'Show the numbers'}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? <IconChartLine size={16} aria-hidden /> : <IconTable size={16} aria-hidden />}
        </Button>
        <span className={styles.unit}>{unit}</span>
      </figcaption>
      <div className={styles.plot} data-size={size}>
        {asTable ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table scrolls, also by keyboard
          <section className={styles.scroll} tabIndex={0} aria-label={`Numbers: ${title}`}>
            {table}
          </section>
        ) : nothing === undefined ? (
          <div className={styles.canvas} role="img" aria-label={description}>
            {children}
          </div>
        ) : (
          <p className={styles.nothing}>{nothing}</p>
        )}
      </div>
    </figure>
  );
}
