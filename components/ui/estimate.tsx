import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './estimate.module.css';

interface EstimateBoxProps {
  label: string;
  children: ReactNode;
}

/** Where a form shows what a choice takes; keeps its height while that is worked out. */
export function EstimateBox({ label, children }: EstimateBoxProps) {
  return (
    <section className={styles.box} aria-label={label} aria-live="polite">
      {children}
    </section>
  );
}

interface EstimateReadingProps<Data> {
  reading: { data: Data | undefined; problem: { message: string } | null; isPlaceholderData: boolean };
  facts: (data: Data) => readonly (readonly [name: string, value: string])[];
  note: (data: Data) => string | null;
}

/** An estimate as facts with a note below; dimmed while it is still that of the choice before. */
export function EstimateReading<Data>({ reading, facts, note }: EstimateReadingProps<Data>) {
  if (reading.problem !== null) return <p role="alert">{reading.problem.message}</p>;
  if (reading.data === undefined) return <Skeleton height={56} radius="sm" />;
  const said = note(reading.data);
  return (
    <div aria-busy={reading.isPlaceholderData}>
      <dl>
        {facts(reading.data).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {said !== null && <p>{said}</p>}
    </div>
  );
}
