import type { ReactNode } from 'react';
import type { SignalView } from '#lib/contract/signals.ts';
import { moversOf } from './movers.ts';
import styles from './signal-table.module.css';

/** Prompts named in a line; the others are counted. */
const NAMED = 2;

interface MoverLinksProps {
  signal: SignalView;
  /** A link to old and new answers of a prompt. */
  linkOf: (promptId: number, name: string) => ReactNode;
}

/** The prompts behind a signal, the furthest first. */
export function MoverLinks({ signal, linkOf }: MoverLinksProps) {
  if (signal.unmeasured !== null) return <span className={styles.unmeasured}>{signal.unmeasured}</span>;
  if (signal.value === null) return null;
  const movers = moversOf(signal);
  if (movers.length === 0) return <span className={styles.unmeasured}>No single prompt</span>;
  return (
    <span className={styles.movers}>
      {movers.slice(0, NAMED).map(({ promptId, key }) => (
        <span key={promptId}>{linkOf(promptId, key)}</span>
      ))}
      {movers.length > NAMED && <span className={styles.unmeasured}>and {movers.length - NAMED} more</span>}
    </span>
  );
}
