import { type ReactNode, useId } from 'react';
import styles from './panel.module.css';

interface PanelProps {
  /** Shown at its head. */
  title?: string;
  /** Read out instead of a title, where the page's own title says it all. */
  label?: string;
  /** One line under the title. */
  hint?: ReactNode | undefined;
  /** Links or buttons at the right of the title. */
  actions?: ReactNode;
  /** Lets tables reach the edges. */
  flush?: boolean;
  /** What is shown is about to be replaced. */
  busy?: boolean;
  children: ReactNode;
}

/** A part of a page. */
export function Panel({ title, label, hint, actions, flush = false, busy = false, children }: PanelProps) {
  const headingId = useId();
  return (
    <section
      className={styles.panel}
      aria-label={label}
      aria-labelledby={title === undefined ? undefined : headingId}
      aria-busy={busy || undefined}
    >
      {title !== undefined && (
        <header className={styles.header}>
          <div>
            <h2 id={headingId}>{title}</h2>
            {hint && <p>{hint}</p>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      <div className={flush ? undefined : styles.body}>{children}</div>
    </section>
  );
}
